/** Koble's own `customerLedgerEntries` page, read-only (docs/koble-api-pages.md). */
import type { EntitySetDefinition, ReadContext, Row } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import { idProperty, type Pair } from '../sets/pair.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  date,
  decimal,
  guid,
  integer,
  readOnly,
  systemFields,
  systemId,
  text,
} from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'

const currency: Pair = { table: names.currency, keyColumn: 'code', length: 10, column: 'currencyCode', holds: 'key' }

/** A deleted customer leaves its entries behind with a blank number. */
const numberOf =
  (column: 'customerId' | 'sellToCustomerId') =>
  (row: Row, context: ReadContext): string =>
    textOf(context.data.get(names.customer, textOf(row, column)) ?? {}, 'number')

const customerNumber = numberOf('customerId')
const sellToNumber = numberOf('sellToCustomerId')

export const customerLedgerEntries: EntitySetDefinition = {
  name: 'customerLedgerEntries',
  entityType: 'customerLedgerEntry',
  table: names.ledgerEntry,
  properties: {
    id: readOnly(systemId),
    entryNumber: readOnly(integer()),
    transactionNumber: readOnly(integer()),
    customerId: readOnly(guid()),
    customerNumber: computed(codeField(20), customerNumber),
    sellToCustomerNumber: computed(codeField(20), sellToNumber),
    documentType: readOnly(choice('genJournalDocumentType', members.documentType)),
    documentNumber: readOnly(codeField(20)),
    documentId: readOnly(guid()),
    externalDocumentNumber: readOnly(codeField(35)),
    description: readOnly(text(100)),
    postingDate: readOnly(date()),
    documentDate: readOnly(date()),
    dueDate: readOnly(date()),
    currencyCode: readOnly(codeField(10)),
    currencyId: readOnly(idProperty('currencyId', currency)),
    originalAmount: readOnly(decimal()),
    amount: readOnly(decimal()),
    remainingAmount: readOnly(decimal()),
    amountLcy: readOnly(decimal()),
    remainingAmountLcy: readOnly(decimal()),
    salesLcy: readOnly(decimal()),
    open: readOnly(bool()),
    closedAtDate: readOnly(date()),
    closedByEntryNumber: readOnly(integer()),
    salespersonCode: readOnly(codeField(20)),
    ...systemFields,
  },
}
