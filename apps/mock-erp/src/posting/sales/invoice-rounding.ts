/** The line that posting adds with the setup Invoice Rounding: the difference to the rounded total, on the posting group's account (erp-business-logic, section 3.2). */
import type { Reader, Row } from '@koble/odata-server'
import { customerGroup } from '../../ledger/posting-groups.ts'
import { setupAccount, vatPostingSetup } from '../../ledger/posting-setup.ts'
import { mustHaveValue } from '../../rules/refusals.ts'
import { amount, integer, salesSetup, setupRow, text } from '../../rules/setup.ts'
import type { Values } from '../../sales/sales-context.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, roundTo } from '../../values/decimal.ts'

/** `total`: what the invoice comes to, VAT included. */
export function roundingLine(data: Reader, header: Row, total: string, lines: readonly Row[]): Values | undefined {
  if (salesSetup(data)['invoiceRounding'] !== true) return undefined
  const difference = roundTo(big(total), precisionOf(data, text(header, 'currencyCode'))).minus(total)
  if (difference.eq(0)) return undefined
  const group = customerGroup(data, text(header, 'customerPostingGroup'))
  const number = setupAccount(group, 'invoiceRoundingAccount', 'Invoice Rounding Account', names.postingGroup)
  const account = data.lookup(names.account, ['number'], [number])
  if (account === undefined)
    return mustHaveValue('Invoice Rounding Account', names.postingGroup, `Code=${text(group, 'code')}`)
  const vatProdPostingGroup = text(account, 'vatProdPostingGroup')
  const vat = vatPostingSetup(data, text(header, 'vatBusPostingGroup'), vatProdPostingGroup)
  const value = canonical(difference)
  return {
    lineType: 'Account',
    objectId: account.id,
    customerId: text(header, 'customerId'),
    billToId: text(header, 'billToId'),
    sequence: Math.max(0, ...lines.map((line) => integer(line, 'sequence'))) + 10_000,
    description: 'Invoice Rounding',
    genBusPostingGroup: text(header, 'genBusPostingGroup'),
    genProdPostingGroup: text(account, 'genProdPostingGroup'),
    vatBusPostingGroup: text(header, 'vatBusPostingGroup'),
    vatProdPostingGroup,
    vatIdentifier: text(vat, 'vatIdentifier'),
    vatCalculationType: text(vat, 'calculationType'),
    taxPercent: text(vat, 'calculationType') === 'Normal_x0020_VAT' ? amount(vat, 'vatPercent') : '0',
    dimensionSetId: integer(header, 'dimensionSetId'),
    quantity: '1',
    quantityPerUnit: '1',
    quantityBase: '1',
    unitPrice: value,
    lineAmount: value,
    systemCreated: true,
  }
}

function precisionOf(data: Reader, currencyCode: string): string {
  const currency = data.lookup(names.currency, ['code'], [currencyCode]) ?? setupRow(data)
  const precision = amount(currency, 'invoiceRoundingPrecision')
  return big(precision).gt(0) ? precision : '0.01'
}
