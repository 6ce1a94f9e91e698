/** Posts one change of stock: item ledger entry, its application and its first value entry (erp-business-logic, section 3.3). */
import type { Draft, Row } from '@koble/odata-server'
import { nextEntry } from '../../ledger/posting.ts'
import { text } from '../../rules/setup.ts'
import { insertRow } from '../../tables/insert-row.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, roundTo } from '../../values/decimal.ts'
import { adjustTaken, updateUnitCost } from './adjust-cost.ts'
import { applyStock } from './apply-stock.ts'
import { costOfDecrease } from './cost-of-entry.ts'
import { isStockItem, type ItemMovement, type StockPosting } from './item-movement.ts'
import { writeValue } from './write-value.ts'

export function postMovement(stock: StockPosting, movement: ItemMovement): Row {
  const { data } = stock.posting
  const { item } = movement
  const isIncrease = big(movement.quantity).gt(0)
  const entry = insertEntry(stock, movement, isIncrease)
  const filled = isStockItem(item) ? applyStock(data, entry, movement) : []
  const cost = costOfMovement(stock, entry, movement, isIncrease)
  writeValue(stock, entry, groupsOf(movement), valueDraft(movement, cost))
  if (!isIncrease) return current(stock, entry)
  if (filled.length > 0) adjustTaken(stock, entry)
  updateUnitCost(data, data.get(names.item, item.id) ?? item)
  return current(stock, entry)
}

const current = ({ posting }: StockPosting, entry: Row): Row =>
  posting.data.get(names.itemLedgerEntry, entry.id) ?? entry

/** Only Inventory items carry cost in stock. */
const groupsOf = ({ item, genBusPostingGroup, genProdPostingGroup }: ItemMovement): Draft => ({
  genBusPostingGroup,
  genProdPostingGroup,
  inventoryPostingGroup: text(item, 'inventoryPostingGroup'),
})

function insertEntry({ posting }: StockPosting, movement: ItemMovement, isIncrease: boolean): Row {
  const { data } = posting
  const isStocked = isStockItem(movement.item)
  return insertRow(data, names.itemLedgerEntry, {
    ...originOf(movement),
    entryNumber: nextEntry(data, names.itemLedgerEntry),
    transactionNumber: posting.transactionNumber,
    postingDate: posting.postingDate,
    remainingQuantity: isStocked ? movement.quantity : '0',
    invoicedQuantity: movement.isInvoiced ? movement.quantity : '0',
    completelyInvoiced: movement.isInvoiced,
    open: isStocked,
    positive: isIncrease,
    transferredFromEntryNumber: movement.transferredFrom?.['entryNumber'] ?? 0,
  })
}

function originOf(movement: ItemMovement): Draft {
  const { item, documentType, documentNumber, documentId, documentLineNumber, orderId, description } = movement
  return {
    itemId: item.id,
    itemCategoryCode: text(item, 'itemCategoryCode'),
    entryType: movement.entryType,
    documentType,
    documentNumber,
    documentId,
    documentLineNumber,
    orderId,
    description,
    externalDocumentNumber: movement.externalDocumentNumber,
    quantity: movement.quantity,
    quantityPerUnit: movement.quantityPerUnit,
    unitOfMeasureCode: movement.unitOfMeasureCode,
    locationCode: movement.locationCode,
    variantCode: movement.variantCode,
    sourceType: movement.sourceType,
    sourceId: movement.sourceId,
    dimensionSetId: movement.dimensionSetId,
  }
}

function costOfMovement(stock: StockPosting, entry: Row, movement: ItemMovement, isIncrease: boolean): string {
  const given = movement.cost ?? canonical(roundTo(big(movement.quantity).times(movement.unitCost)))
  if (isIncrease || !isStockItem(movement.item)) return given
  return canonical(costOfDecrease(stock.posting.data, entry, movement.unitCost))
}

function valueDraft(movement: ItemMovement, cost: string): Draft {
  const { item, quantity, isInvoiced, salesAmount = '0', purchaseAmount = '0', discountAmount = '0' } = movement
  const isStocked = isStockItem(item)
  const kind = isInvoiced ? 'Actual' : 'Expected'
  return {
    documentType: movement.documentType,
    documentNumber: movement.documentNumber,
    documentId: movement.documentId,
    expectedCost: !isInvoiced,
    valuedQuantity: quantity,
    itemLedgerEntryQuantity: quantity,
    invoicedQuantity: isInvoiced ? quantity : '0',
    costPerUnit: movement.unitCost,
    [`salesAmount${kind}`]: salesAmount,
    [`purchaseAmount${kind}`]: purchaseAmount,
    ...(isStocked ? { [`costAmount${kind}`]: cost } : {}),
    ...(!isStocked && isInvoiced ? { costAmountNonInventoriable: cost } : {}),
    discountAmount: isInvoiced ? discountAmount : '0',
  }
}
