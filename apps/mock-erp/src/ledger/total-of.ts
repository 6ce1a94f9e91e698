/** Total (LCY): the balance and everything that open documents will add to it (erp-business-logic, section 4). There are no prepayments. */
import type { Outstanding } from '../sales/outstanding-of.ts'
import { big, canonical } from '../values/decimal.ts'

export const totalOf = (balance: string, documents: Outstanding): string =>
  canonical(
    big(balance)
      .plus(documents.ordersLcy)
      .plus(documents.shippedNotInvoicedLcy)
      .plus(documents.invoicesLcy)
      .minus(documents.invoicesFromShipmentsLcy)
      .minus(documents.returnsReceivedNotInvoicedLcy),
  )
