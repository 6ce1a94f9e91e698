/**
 * The financial side of invoiced lines: revenue (or purchase), discounts by the setup Discount Posting, VAT with its entries. What the party owes is posted by the
 * caller (erp-business-logic, sections 3.3 and 7.2).
 */
import type { Reader, Row } from '@koble/odata-server'
import type { GeneralBuffer } from '../ledger/general-buffer.ts'
import { generalPostingSetup, setupAccount, vatPostingSetup } from '../ledger/posting-setup.ts'
import type { Posting } from '../ledger/posting.ts'
import { writeVat } from '../ledger/vat-entries.ts'
import { amount, salesSetup, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical, negate, roundTo, sum } from '../values/decimal.ts'

/** Amounts in local currency, without VAT but for `vat`, as the document states them: an ordinary line is positive. */
export interface FinancialLine {
  /** Where the net amount goes. */
  readonly account: string
  readonly genBusPostingGroup: string
  readonly genProdPostingGroup: string
  readonly vatBusPostingGroup: string
  readonly vatProdPostingGroup: string
  readonly dimensionSetId: number
  readonly net: string
  readonly vat: string
  readonly lineDiscount: string
  readonly invoiceDiscount: string
}

export interface FinancialDocument {
  readonly type: 'Sale' | 'Purchase'
  /** 1: net amounts are debits (purchases, sales credit memos); -1: credits. */
  readonly sign: 1 | -1
  readonly billToId: string
  readonly country: string
  readonly taxRegistrationNumber: string
}

export function postFinancials(
  posting: Posting,
  general: GeneralBuffer,
  document: FinancialDocument,
  lines: readonly FinancialLine[],
): void {
  for (const line of lines) postNet(posting.data, general, document, line)
  for (const group of Map.groupBy(lines, groupsKey).values()) postVat(posting, general, document, group)
}

const groupsOf = (line: FinancialLine) => ({
  genBusPostingGroup: line.genBusPostingGroup,
  genProdPostingGroup: line.genProdPostingGroup,
  vatBusPostingGroup: line.vatBusPostingGroup,
  vatProdPostingGroup: line.vatProdPostingGroup,
})

const groupsKey = (line: FinancialLine): string => JSON.stringify(groupsOf(line))

const signed = (value: string, { sign }: FinancialDocument): string => (sign === 1 ? value : negate(value))

function postNet(data: Reader, general: GeneralBuffer, document: FinancialDocument, line: FinancialLine): void {
  const groups = { ...groupsOf(line), dimensionSetId: line.dimensionSetId }
  const discounts = document.type === 'Sale' ? postedDiscounts(data, line) : []
  for (const [account, value] of discounts) general.add(account, signed(negate(value), document), groups)
  const gross = canonical(sum([line.net, ...discounts.map(([, value]) => value)]))
  general.add(line.account, signed(gross, document), groups)
}

/** Discounts that the setup wants on accounts of their own; revenue is then posted before them. */
function postedDiscounts(data: Reader, line: FinancialLine): (readonly [account: string, value: string])[] {
  const kinds = text(salesSetup(data), 'discountPosting')
  const wants = (kind: string): boolean => kinds === `${kind}_x0020_Discounts` || kinds === 'All_x0020_Discounts'
  const account = (column: string, title: string): string =>
    setupAccount(
      generalPostingSetup(data, line.genBusPostingGroup, line.genProdPostingGroup),
      column,
      title,
      names.generalPostingSetup,
    )
  const posted: (readonly [string, string])[] = []
  if (wants('Line') && line.lineDiscount !== '0')
    posted.push([account('salesLineDiscountAccount', 'Sales Line Disc. Account'), line.lineDiscount])
  if (wants('Invoice') && line.invoiceDiscount !== '0')
    posted.push([account('salesInvoiceDiscountAccount', 'Sales Inv. Disc. Account'), line.invoiceDiscount])
  return posted
}

function postVat(
  posting: Posting,
  general: GeneralBuffer,
  document: FinancialDocument,
  lines: readonly FinancialLine[],
): void {
  const [first] = lines
  if (first === undefined) return
  const setup = vatPostingSetup(posting.data, first.vatBusPostingGroup, first.vatProdPostingGroup)
  const base = canonical(sum(lines.map(({ net }) => net)))
  const vat = vatOf(setup, document, base, lines)
  writeVat(posting, document.type, {
    ...groupsOf(first),
    calculationType: text(setup, 'calculationType'),
    vatIdentifier: text(setup, 'vatIdentifier'),
    country: document.country,
    taxRegistrationNumber: document.taxRegistrationNumber,
    billToId: document.billToId,
    base: signed(base, document),
    amount: signed(vat, document),
  })
  if (vat === '0') return
  const [column, title] =
    document.type === 'Sale'
      ? (['salesVatAccount', 'Sales VAT Account'] as const)
      : (['purchaseVatAccount', 'Purchase VAT Account'] as const)
  general.add(setupAccount(setup, column, title, names.vatPostingSetup), signed(vat, document), groupsOf(first))
  if (!isReverse(setup)) return
  const reverse = setupAccount(setup, 'reverseChargeVatAccount', 'Reverse Chrg. VAT Acc.', names.vatPostingSetup)
  general.add(reverse, signed(negate(vat), document), groupsOf(first))
}

const isReverse = (setup: Row): boolean => setup['calculationType'] === 'Reverse_x0020_Charge_x0020_VAT'

/** Under reverse charge the seller owes nothing, and the buyer computes it. */
function vatOf(setup: Row, document: FinancialDocument, base: string, lines: readonly FinancialLine[]): string {
  if (!isReverse(setup)) return canonical(sum(lines.map(({ vat }) => vat)))
  if (document.type === 'Sale') return '0'
  return canonical(roundTo(big(base).times(amount(setup, 'vatPercent')).div(100)))
}
