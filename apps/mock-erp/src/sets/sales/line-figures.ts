/**
 * Amounts of a line that pages show and no row holds: before invoice discount without and with tax, and the invoice discount's share
 * without tax (business-central-protocol, section 13.3).
 */
import type { PropertyDefinition, ReadContext, Row } from '@koble/odata-server'
import { amount, text } from '../../rules/setup.ts'
import { precisionOf } from '../../sales/document-context.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, roundTo, type Decimal } from '../../values/decimal.ts'
import { computed, decimal } from '../properties.ts'

interface LineFigures {
  readonly amountExcludingTax: Decimal
  readonly amountIncludingTax: Decimal
  readonly totalTaxAmount: Decimal
  readonly invoiceDiscountAllocation: Decimal
  readonly netTaxAmount: Decimal
}

export function lineFigures(row: Row, { data }: ReadContext): LineFigures {
  const documentId = text(row, 'documentId')
  const header: Readonly<Record<string, unknown>> =
    data.get(names.salesHeader, documentId) ?? data.get(names.purchaseHeader, documentId) ?? {}
  const precision = precisionOf(data, text(header, 'currencyCode')).amount
  const withTax = header['pricesIncludeTax'] === true
  const factor = big(amount(row, 'taxPercent')).div(100).plus(1)
  const [line, discount] = [big(amount(row, 'lineAmount')), big(amount(row, 'invoiceDiscountAmount'))]
  const excluding = withTax ? roundTo(line.div(factor), precision) : line
  const including = withTax ? line : roundTo(line.times(factor), precision)
  return {
    amountExcludingTax: canonical(excluding),
    amountIncludingTax: canonical(including),
    totalTaxAmount: canonical(including.minus(excluding)),
    invoiceDiscountAllocation: canonical(withTax ? roundTo(discount.div(factor), precision) : discount),
    netTaxAmount: canonical(big(amount(row, 'amountIncludingTax')).minus(amount(row, 'amount'))),
  }
}

const figure = (name: keyof LineFigures): PropertyDefinition =>
  computed(decimal(), (row, context) => lineFigures(row, context)[name])

export const grossFigures = {
  amountExcludingTax: figure('amountExcludingTax'),
  totalTaxAmount: figure('totalTaxAmount'),
  amountIncludingTax: figure('amountIncludingTax'),
}

export const invoiceDiscountAllocation = figure('invoiceDiscountAllocation')

export const netFigures = {
  netAmount: { ...decimal(), column: 'amount', readOnly: true },
  netTaxAmount: figure('netTaxAmount'),
  netAmountIncludingTax: { ...decimal(), column: 'amountIncludingTax', readOnly: true },
} as const
