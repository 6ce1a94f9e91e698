/** What the lines of a purchase order add up to. */
import type { Reader } from '@koble/odata-server'
import { amount } from '../rules/setup.ts'
import { big, canonical, sum } from '../values/decimal.ts'
import { linesOf } from './lines-of.ts'

export interface PurchaseTotals {
  readonly amount: string
  readonly amountIncludingTax: string
  readonly tax: string
  readonly invoiceDiscountAmount: string
}

export function totalsOf(data: Reader, headerId: string): PurchaseTotals {
  const lines = linesOf(data, headerId)
  const of = (column: string): string => canonical(sum(lines.map((line) => amount(line, column))))
  const [net, gross] = [of('amount'), of('amountIncludingTax')]
  return {
    amount: net,
    amountIncludingTax: gross,
    tax: canonical(big(gross).minus(net)),
    invoiceDiscountAmount: of('invoiceDiscountAmount'),
  }
}
