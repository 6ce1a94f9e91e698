/** Notes: the size of the attachment is counted by the service. */
import type { Draft } from '@koble/odata-server'
import type { TableRules } from './table-rules.ts'

export const annotationRules: TableRules = { onCreate: count, onUpdate: count }

function count(draft: Draft): void {
  const body = draft['documentbody']
  draft['filesize'] = typeof body === 'string' ? Buffer.byteLength(body, 'base64') : 0
  draft['isdocument'] ??= typeof body === 'string'
}
