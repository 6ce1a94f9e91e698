/** What one change of stock says of itself; quantities are in base units, an increase is positive (erp-business-logic, section 3.3). */
import type { Row } from '@koble/odata-server'
import type { GeneralBuffer } from '../../ledger/general-buffer.ts'
import type { Posting } from '../../ledger/posting.ts'

/** A posting that moves stock: its cost goes into the same general ledger entries as everything else. */
export interface StockPosting {
  readonly posting: Posting
  readonly general: GeneralBuffer
}

export type ItemEntryType =
  | 'Purchase'
  | 'Sale'
  | 'Positive_x0020_Adjmt_x002e_'
  | 'Negative_x0020_Adjmt_x002e_'
  | 'Transfer'

export interface ItemMovement {
  readonly item: Row
  readonly entryType: ItemEntryType
  /** Sales_x0020_Shipment, Sales_x0020_Invoice, Purchase_x0020_Receipt, Transfer_x0020_Shipment ... */
  readonly documentType: string
  readonly documentNumber: string
  readonly documentId: string
  readonly documentLineNumber: number
  readonly orderId: string
  readonly externalDocumentNumber: string
  readonly description: string
  readonly quantity: string
  readonly quantityPerUnit: string
  readonly unitOfMeasureCode: string
  readonly locationCode: string
  readonly variantCode: string
  readonly sourceType: string
  readonly sourceId: string
  readonly dimensionSetId: number
  readonly genBusPostingGroup: string
  readonly genProdPostingGroup: string
  /** Of one base unit: what an increase costs, and a decrease for which there is no stock. */
  readonly unitCost: string
  /** Of an increase, instead of quantity x unit cost. */
  readonly cost?: string
  /** Sales or purchase amount of the quantity, in local currency. */
  readonly salesAmount?: string
  readonly purchaseAmount?: string
  readonly discountAmount?: string
  /** False: cost and amounts are expected until an invoice comes. */
  readonly isInvoiced: boolean
  /** The sales line whose reservations it uses. */
  readonly reservedFor?: string
  /** Take only from these increases (what is in transit for one transfer order). */
  readonly takeFrom?: (entry: Row) => boolean
  readonly transferredFrom?: Row
}

export const isStockItem = (item: Row): boolean => item['type'] === 'Inventory'
