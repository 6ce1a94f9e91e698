/**
 * Who holds the code of a small table. A rename follows all of them in the same transaction; a deletion follows none, so that
 * references dangle, as in the ERP (erp-business-logic, section 6.1).
 */
import type { Transaction } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'

type Reference = readonly [table: string, column: string]

const REFERENCES: Readonly<Record<string, readonly Reference[]>> = {
  [names.currency]: [
    [names.customer, 'currencyCode'],
    [names.contact, 'currencyCode'],
    [names.exchangeRate, 'currencyCode'],
    [names.exchangeRate, 'relationalCurrencyCode'],
    [names.ledgerEntry, 'currencyCode'],
    [names.detailedEntry, 'currencyCode'],
  ],
  [names.paymentTerms]: [
    [names.customer, 'paymentTermsCode'],
    [names.template, 'paymentTermsCode'],
  ],
  [names.paymentMethod]: [[names.customer, 'paymentMethodCode']],
  [names.shipmentMethod]: [
    [names.customer, 'shipmentMethodCode'],
    [names.template, 'shipmentMethodCode'],
  ],
  [names.country]: [
    [names.customer, 'country'],
    [names.contact, 'country'],
    [names.location, 'country'],
  ],
  [names.salesperson]: [
    [names.customer, 'salespersonCode'],
    [names.contact, 'salespersonCode'],
    [names.ledgerEntry, 'salespersonCode'],
  ],
}

export function renameReferences(data: Transaction, table: string, before: string, after: string): void {
  for (const [holder, column] of REFERENCES[table] ?? []) {
    for (const row of findAll(data, holder, { [column]: before })) data.update(holder, row.id, { [column]: after })
  }
}
