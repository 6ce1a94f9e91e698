/** Resource lines write the resource ledger when they are invoiced: sales negative, credit memos positive (erp-business-logic, section 3.3). */
import type { Row } from '@koble/odata-server'
import { nextEntry, type Posting } from '../../ledger/posting.ts'
import { amount, integer, text } from '../../rules/setup.ts'
import { insertRow } from '../../tables/insert-row.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, roundTo } from '../../values/decimal.ts'
import type { InvoiceAmounts } from './invoice-amounts.ts'
import type { LinePart } from './parts-of-lines.ts'

export function postResource(
  posting: Posting,
  header: Row,
  part: LinePart,
  amounts: InvoiceAmounts,
  documentId: string,
): void {
  const { data, transactionNumber, postingDate, documentType, documentNumber } = posting
  const { line, invoiced } = part
  const sign = documentType === 'Credit_x0020_Memo' ? 1 : -1
  const price = big(amounts.local.amount)
  insertRow(data, names.resourceLedgerEntry, {
    entryNumber: nextEntry(data, names.resourceLedgerEntry),
    transactionNumber,
    postingDate,
    documentType,
    documentNumber,
    documentId,
    documentLineNumber: integer(line, 'sequence'),
    externalDocumentNumber: text(header, 'externalDocumentNumber'),
    description: text(line, 'description'),
    entryType: 'Sale',
    resourceId: text(line, 'objectId'),
    sourceType: 'Customer',
    sourceId: text(header, 'customerId'),
    unitOfMeasureCode: text(line, 'unitOfMeasureCode'),
    workTypeCode: text(line, 'workTypeCode'),
    genBusPostingGroup: text(line, 'genBusPostingGroup'),
    genProdPostingGroup: text(line, 'genProdPostingGroup'),
    dimensionSetId: integer(line, 'dimensionSetId'),
    quantity: canonical(big(invoiced).times(sign)),
    quantityPerUnit: amount(line, 'quantityPerUnit'),
    unitCost: amount(line, 'unitCostLcy'),
    totalCost: canonical(roundTo(big(invoiced).times(amount(line, 'unitCostLcy'))).times(sign)),
    unitPrice: canonical(roundTo(price.div(invoiced), '0.00001')),
    totalPrice: canonical(price.times(sign)),
  })
}
