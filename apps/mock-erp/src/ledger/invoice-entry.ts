/** The customer ledger entry of a posted invoice, by its number or by the document's id. */
import type { Reader, Row } from '@koble/odata-server'
import { refuse } from '@koble/odata-server'
import { names } from '../tables/names.ts'

export function invoiceEntry(data: Reader, documentNumber: string): Row {
  for (const entry of data.find(names.ledgerEntry, { documentNumber })) {
    if (entry['documentType'] === 'Invoice') return entry
  }
  return refuse(404, 'Internal_DataNotFoundFilter', 'There is no Cust. Ledger Entry within the filter.')
}

export function invoiceById(data: Reader, documentId: string): Row | undefined {
  for (const entry of data.find(names.ledgerEntry, { documentId })) {
    if (entry['documentType'] === 'Invoice') return entry
  }
  return undefined
}
