/** Where a person opens a record in the web client. */
import type { Connector } from '@koble/core'
import { wireTable } from './wire/wire-table.ts'

const saas = /^https:\/\/api\.businesscentral\.dynamics\.com\/v2\.0\//i

/** `webUrl`: the web client's address; by default the vendor's for its own service, else the origin that serves the API. */
export function recordUrls(
  baseUrl: string,
  webUrl: string | undefined,
  companyName: string | undefined,
): Connector['recordUrl'] {
  const base = webUrl ?? (saas.test(baseUrl) ? baseUrl.replace(saas, 'https://businesscentral.dynamics.com/') : null)
  const origin = new URL(baseUrl).origin
  return (entity, id) => {
    const table = wireTable(entity)
    if (table.page === null) return null
    // On premises and in the emulator a record has an address of its own under its set.
    if (base === null) return `${origin}/${table.set}/${id}`
    const company = companyName === undefined ? '' : `company=${encodeURIComponent(companyName)}&`
    const filter = `'${table.page.table}'.'SystemId' IS '${id}'`
    return `${base.replace(/\/$/, '')}?${company}page=${table.page.id}&filter=${encodeURIComponent(filter)}`
  }
}
