/**
 * Amounts of one invoice from the parts of lines that it takes (erp-business-logic, section 3.2): gross, discounts, VAT by groups; every invoice is rounded by
 * itself. Local amounts run along a total, so that they add up to that of the document.
 */
import type Big from 'big.js'
import { lineAmounts, lineAmountsWithDiscount } from '../../sales/amounts/line-amounts.ts'
import { portionOf } from '../../sales/amounts/portion-of.ts'
import type { VatTerms } from '../../sales/amounts/vat-group.ts'
import { vatOfGroups } from '../../sales/amounts/vat-of-groups.ts'
import type { Values } from '../../sales/sales-context.ts'
import { toLocal } from '../../ledger/exchange.ts'
import { amount, text } from '../../rules/setup.ts'
import { big, canonical, roundTo, sum } from '../../values/decimal.ts'

export interface InvoicedLine {
  /** The document's line, or one that posting adds (invoice rounding). */
  readonly line: Values
  readonly quantity: string
  readonly quantityBase: string
}

interface Discounts {
  readonly lineDiscount: string
  readonly invoiceDiscount: string
}

export interface InvoiceAmounts {
  /** As the document states them. */
  readonly lineDiscount: string
  readonly invoiceDiscount: string
  readonly lineAmount: string
  readonly amount: string
  readonly amountIncludingTax: string
  /** In local currency; discounts without VAT. */
  readonly local: Discounts & { readonly amount: string; readonly amountIncludingTax: string }
}

export interface InvoiceTerms extends VatTerms {
  readonly currencyFactor: string
}

/** One answer a line, in the order of the lines. */
export function invoiceAmounts(lines: readonly InvoicedLine[], terms: InvoiceTerms): InvoiceAmounts[] {
  const parts = lines.map((line) => partOf(line, terms.precision))
  const taxed = vatOfGroups(
    parts.map(({ line, net }) => ({
      net,
      taxPercent: amount(line.line, 'taxPercent'),
      vatIdentifier: text(line.line, 'vatIdentifier'),
      vatCalculationType: text(line.line, 'vatCalculationType'),
    })),
    terms,
  )
  const local = localRunners(terms.currencyFactor)
  return parts.map(({ line, net: _net, ...part }, at) => {
    const { amount: net = '0', amountIncludingTax = '0' } = taxed[at] ?? {}
    const without = (value: string): string => withoutVat(value, amount(line.line, 'taxPercent'), terms)
    return {
      ...part,
      amount: net,
      amountIncludingTax,
      local: {
        lineDiscount: local.lineDiscount(without(part.lineDiscount)),
        invoiceDiscount: local.invoiceDiscount(without(part.invoiceDiscount)),
        amount: local.amount(net),
        amountIncludingTax: local.amountIncludingTax(amountIncludingTax),
      },
    }
  })
}

function partOf(invoiced: InvoicedLine, precision: string) {
  const { line, quantity } = invoiced
  const whole = amount(line, 'quantity')
  const priced = { quantity, unitPrice: amount(line, 'unitPrice'), precision }
  const isWhole = big(quantity).eq(whole)
  const { discountAmount, lineAmount } = isWhole
    ? lineAmountsWithDiscount(priced, amount(line, 'discountAmount'))
    : lineAmounts({ ...priced, discountPercent: amount(line, 'discountPercent') })
  const invoiceDiscount = portionOf(amount(line, 'invoiceDiscountAmount'), quantity, whole, precision)
  const net = canonical(big(lineAmount).minus(invoiceDiscount))
  return { line: invoiced, lineDiscount: discountAmount, invoiceDiscount, lineAmount, net }
}

function withoutVat(value: string, taxPercent: string, { pricesIncludeTax, precision }: VatTerms): string {
  if (!pricesIncludeTax) return value
  return canonical(roundTo(big(value).div(big(taxPercent).div(100).plus(1)), precision))
}

/** Each turns the next amount into local currency as the growth of its rounded total. */
function localRunners(factor: string) {
  const runner = () => {
    let [foreign, local]: [Big, Big] = [big(0), big(0)]
    return (value: string): string => {
      foreign = foreign.plus(value)
      const before = local
      local = big(toLocal(canonical(foreign), factor))
      return canonical(local.minus(before))
    }
  }
  return { lineDiscount: runner(), invoiceDiscount: runner(), amount: runner(), amountIncludingTax: runner() }
}

export interface InvoiceTotals {
  readonly amount: string
  readonly amountIncludingTax: string
  readonly amountLcy: string
  readonly amountIncludingTaxLcy: string
  readonly invoiceDiscountLcy: string
}

export function invoiceTotals(amounts: readonly InvoiceAmounts[]): InvoiceTotals {
  const total = (of: (line: InvoiceAmounts) => string): string => canonical(sum(amounts.map(of)))
  return {
    amount: total((line) => line.amount),
    amountIncludingTax: total((line) => line.amountIncludingTax),
    amountLcy: total((line) => line.local.amount),
    amountIncludingTaxLcy: total((line) => line.local.amountIncludingTax),
    invoiceDiscountLcy: total((line) => line.local.invoiceDiscount),
  }
}
