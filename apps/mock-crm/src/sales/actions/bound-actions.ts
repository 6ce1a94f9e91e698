/** The actions on one document: its prices are locked or unlocked, an opportunity's products are added (reference/dataverse-protocol.md, section 13). */
import type { OperationDefinition, Row, WriteContext } from '@koble/odata-server'
import { errors } from '../../crm-error.ts'
import { tableOf } from '../../schema/tables.ts'
import { demand, refuseWith } from '../../security/access.ts'
import { documents, type SalesDocument } from '../documents.ts'
import { salesErrors } from '../sales-errors.ts'
import { systemWrite } from '../system-write.ts'
import { copyLines } from './copy-document.ts'
import { rowParameter } from './parameters.ts'

const { opportunity, quote, salesorder, invoice } = documents

const onRow = (
  document: SalesDocument,
  run: (row: Row, parameters: Parameters<OperationDefinition['run']>[0]['parameters'], context: WriteContext) => void,
): OperationDefinition => ({
  kind: 'action',
  bound: 'entity',
  run: ({ row, parameters, context }) => {
    if (row === undefined) return refuseWith(errors.badRequest(`The action is bound to a row of '${document.set}'.`))
    demand(tableOf(document.table), 'write', row, context)
    run(row, parameters, context)
    return undefined
  },
})

const lock = (document: SalesDocument, locked: boolean): OperationDefinition =>
  onRow(document, (row, _parameters, context) => {
    if ((row['ispricelocked'] === true) === locked) {
      refuseWith(locked ? salesErrors.pricingLocked() : salesErrors.pricingUnlocked())
    }
    systemWrite(document.table, row, { ispricelocked: locked }, context)
  })

const addProducts = (document: SalesDocument): OperationDefinition =>
  onRow(document, (row, parameters, context) => {
    const source = rowParameter(parameters, 'OpportunityId', opportunity.table, context)
    if (source['transactioncurrencyid'] !== row['transactioncurrencyid']) {
      refuseWith(salesErrors.opportunityCurrency())
    }
    copyLines({ document: opportunity, row: source }, document, row, context)
  })

/** By table; the kit finds them below the table's set. */
export const boundActions: Readonly<Record<string, Readonly<Record<string, OperationDefinition>>>> = {
  quote: { GetQuoteProductsFromOpportunity: addProducts(quote) },
  salesorder: {
    LockSalesOrderPricing: lock(salesorder, true),
    UnlockSalesOrderPricing: lock(salesorder, false),
    GetSalesOrderProductsFromOpportunity: addProducts(salesorder),
  },
  invoice: {
    LockInvoicePricing: lock(invoice, true),
    UnlockInvoicePricing: lock(invoice, false),
    GetInvoiceProductsFromOpportunity: addProducts(invoice),
  },
}
