/** A positive or negative adjustment of an item's stock, as the item journal posts it (erp-business-logic, sections 5 and 7.4). */
import { emptyGuid, type Row } from '@koble/odata-server'
import { generalBuffer } from '../ledger/general-buffer.ts'
import { beginPosting } from '../ledger/posting.ts'
import { drawNumber, series } from '../rules/number-series.ts'
import { dialogError, fieldError } from '../rules/refusals.ts'
import { amount, text } from '../rules/setup.ts'
import { big } from '../values/decimal.ts'
import { checkPostingDate } from './check-posting-date.ts'
import { isStockItem } from './inventory/item-movement.ts'
import { postMovement } from './inventory/post-movement.ts'
import type { PostingContext } from './posting-context.ts'

export interface Adjustment {
  /** Base units; negative takes stock away. */
  readonly quantity: string
  readonly locationCode: string
  readonly variantCode: string
  readonly postingDate: string
  /** Of a base unit. Default: the item's. */
  readonly unitCost?: string
}

/** Answers the item ledger entry. */
export function adjustInventory(item: Row, adjustment: Adjustment, { data }: PostingContext): Row {
  const { quantity, locationCode, variantCode, postingDate } = adjustment
  const number = text(item, 'number')
  if (item['blocked'] === true)
    fieldError(`Blocked must be equal to 'No' in Item: No.=${number}. Current value is 'Yes'.`)
  if (!isStockItem(item))
    dialogError(`You cannot change the inventory of Item ${number} because its Type is not Inventory.`)
  checkPostingDate(data, postingDate)
  const documentNumber = drawNumber(data, series.itemJournal, () => false)
  const [posting, general] = [beginPosting(data, postingDate, documentNumber), generalBuffer()]
  const entry = postMovement(
    { posting, general },
    {
      item,
      entryType: big(quantity).gt(0) ? 'Positive_x0020_Adjmt_x002e_' : 'Negative_x0020_Adjmt_x002e_',
      documentType: '_x0020_',
      documentNumber,
      documentId: emptyGuid,
      documentLineNumber: 0,
      orderId: emptyGuid,
      externalDocumentNumber: '',
      description: text(item, 'displayName'),
      quantity,
      quantityPerUnit: '1',
      unitOfMeasureCode: text(item, 'baseUnitOfMeasureCode'),
      locationCode,
      variantCode,
      sourceType: 'Item',
      sourceId: item.id,
      dimensionSetId: 0,
      genBusPostingGroup: '',
      genProdPostingGroup: text(item, 'genProdPostingGroup'),
      unitCost: adjustment.unitCost ?? amount(item, 'unitCost'),
      isInvoiced: true,
    },
  )
  general.write(posting, text(item, 'displayName'))
  return entry
}
