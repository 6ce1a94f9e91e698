/** Writes a customer with its contact as a seed does: complete, without the checks of the API. */
import type { Draft, Row, Transaction } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { insertContactOf } from '../rules/party-contact.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'

const EU = new Set('AT BE BG CZ DK EE ES FI FR GR HR HU IE IT LT LU LV NL PL PT RO SE SI SK'.split(' '))

/** Domestic, in the EU or beyond: decides accounts and VAT. The example company sits in Germany. */
export function postingGroups(country: string): Draft {
  const area = country === 'DE' ? 'DOMESTIC' : EU.has(country) ? 'EU' : 'EXPORT'
  return {
    customerPostingGroup: area === 'DOMESTIC' ? 'DOMESTIC' : 'FOREIGN',
    genBusPostingGroup: area,
    vatBusPostingGroup: area,
  }
}

export function insertCustomer(data: Transaction, newId: () => string, fields: Draft): Row {
  const draft: Draft = {
    id: newId(),
    type: 'Company',
    blocked: '_x0020_',
    primaryContactId: emptyGuid,
    invoiceDiscountCode: fields['number'] ?? '',
    ...fields,
  }
  draft['contactId'] = insertContactOf(draft, { data, newId }).id
  return insertRow(data, names.customer, draft)
}
