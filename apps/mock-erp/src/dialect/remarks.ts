/** What the service passes over in a request although a client may count on it: said in the request log (business-central-protocol, sections 3, 4 and 5). */
import { preferenceItems } from '@koble/odata-server'
import type { RequestInfo } from '@koble/odata-server'
import type { ErpSwitches } from './switches.ts'

export const remarksOf =
  (switches: ErpSwitches) =>
  ({ method, headers }: RequestInfo): readonly string[] => [
    ...preferenceItems(headers.get('Prefer') ?? '').flatMap((preference) => preferenceRemark(preference, switches)),
    ...acceptRemarks(headers.get('Accept') ?? '', switches),
    ...(headers.has('Data-Access-Intent') && method === 'GET'
      ? ['There is no replica to read from: Data-Access-Intent changes nothing.']
      : []),
  ]

const PAGE_MAXIMUM = 20_000

function preferenceRemark(preference: string, switches: ErpSwitches): readonly string[] {
  const [, name = '', value = ''] = /^(?:odata\.)?([^=]*)(?:=(.*))?$/is.exec(preference) ?? []
  switch (name.toLowerCase()) {
    case 'return-no-content':
    case 'continue-on-error':
      return []
    case 'maxpagesize':
      return Number(value) > PAGE_MAXIMUM
        ? [`A page has at most ${PAGE_MAXIMUM} entities: '${preference}' cannot raise it.`]
        : []
    case 'return':
      if (/^"?minimal/i.test(value) && switches.value('preferReturnMinimal') === 'honored') return []
      return [`The preference '${preference}' is ignored: only return-no-content is known.`]
    case 'track-changes':
      return switches.value('trackChanges') === 'ignored'
        ? [`The preference '${preference}' is ignored: change tracking was removed in version 24.`]
        : []
    default:
      return [`The preference '${preference}' is unknown and ignored.`]
  }
}

function acceptRemarks(accept: string, switches: ErpSwitches): readonly string[] {
  const level = /odata\.metadata=(none|full)/i.exec(accept)?.[1]
  return [
    ...(level === undefined ? [] : [`The emulator answers odata.metadata=minimal, not ${level.toLowerCase()}.`]),
    ...(/IEEE754Compatible=true/i.test(accept) && switches.value('decimalsAsText') === 'ignored'
      ? ['IEEE754Compatible is ignored.']
      : []),
  ]
}
