/** What a price is asked for: one line of a sales document, or a question outside of one (erp-business-logic, section 1.3). */
import type { Row } from '@koble/odata-server'

export interface PriceRequest {
  /** Invoice and credit memo: posting date; quote, order: order date. */
  readonly date: string
  /** Document currency, blank for the local one, and its factor (units of it for one of the local currency; "1" in LCY). */
  readonly currencyCode: string
  readonly currencyFactor: string
  readonly lineType: 'Item' | 'Resource' | 'Account'
  /** The item, resource or G/L account. */
  readonly object: Row
  readonly variantCode: string
  readonly unitOfMeasureCode: string
  readonly quantityPerUnit: string
  /** In the line's unit; its sign does not matter. */
  readonly quantity: string
  readonly workTypeCode: string
  /** Sources. `billToId` is the bill-to customer, `contactId` its contact (zero GUID for none). */
  readonly billToId: string
  readonly contactId: string
  readonly customerPriceGroup: string
  readonly customerDiscountGroup: string
  readonly campaignCode: string
  /** Of the document line. */
  readonly pricesIncludeTax: boolean
  readonly taxPercent: string
  readonly vatCalculationType: string
  readonly vatProdPostingGroup: string
  /** The header's, and what the line has when no price line decides. */
  readonly allowLineDiscount: boolean
  readonly allowInvoiceDiscount: boolean
}

export interface PriceAnswer {
  /** In the document's currency and unit, rounded to its unit-amount precision. */
  readonly unitPrice: string
  readonly discountPercent: string
  readonly allowLineDiscount: boolean
  readonly allowInvoiceDiscount: boolean
  /** Whether any line fits apart from its minimum quantity: only then a changed quantity sets the price again (section 1.6). */
  readonly hasCandidates: boolean
  /** The price list lines that decided; undefined: the card's price, no discount. */
  readonly priceLine: Row | undefined
  readonly discountLine: Row | undefined
}
