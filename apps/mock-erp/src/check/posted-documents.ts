/** A posted document is its lines, its ledger entry and its VAT (section 8.4). */
import type { Reader, Row } from '@koble/odata-server'
import { customerLedger, vendorLedger, type Subledger } from '../ledger/subledger.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { precisionOf } from '../sales/document-context.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo, sum } from '../values/decimal.ts'
import { together, type Check, type Findings } from './check.ts'

export const postedDocuments: Check = (data) =>
  together(
    documentsOf(data, customerLedger, names.salesHeader, names.salesLine),
    documentsOf(data, vendorLedger, names.purchaseHeader, names.purchaseLine),
  )

const SIGNS: Readonly<Record<string, 1 | -1>> = { Posted_x0020_Invoice: 1, Posted_x0020_Credit_x0020_Memo: -1 }

function documentsOf(data: Reader, ledger: Subledger, headers: string, lines: string): Findings {
  const faults: string[] = []
  let count = 0
  for (const header of data.scan(headers)) {
    const sign = SIGNS[text(header, 'documentType')]
    if (sign === undefined) continue
    count += 1
    const posted = [...data.find(lines, { documentId: header.id })]
    const debit = ledger.sourceType === 'Customer' ? sign : -sign
    faults.push(...entryFaults(data, ledger, header, posted, debit), ...vatFaults(data, header, posted))
  }
  return { count, faults }
}

function entryFaults(data: Reader, ledger: Subledger, header: Row, lines: readonly Row[], debit: number): string[] {
  const number = text(header, 'number')
  const entry = data.lookup(ledger.entries, ['entryNumber'], [integer(header, 'ledgerEntryNumber')])
  const total = canonical(sum(lines.map((line) => amount(line, 'amountIncludingTax'))).times(debit))
  if (entry === undefined) return [`Document ${number} has no ${ledger.sourceType.toLowerCase()} entry.`]
  const original = amount(entry, 'originalAmount')
  return original === total ? [] : [`Document ${number} comes to ${total}, its entry to ${original}.`]
}

/** Prices including VAT may round a base the other way. */
function vatFaults(data: Reader, header: Row, lines: readonly Row[]): string[] {
  const precision = precisionOf(data, text(header, 'currencyCode')).amount
  const groups = Map.groupBy(lines, (line) => JSON.stringify([text(line, 'vatIdentifier'), amount(line, 'taxPercent')]))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined || first['vatCalculationType'] === 'Full_x0020_VAT') return []
    const [base, whole] = ['amount', 'amountIncludingTax'].map((column) =>
      sum(group.map((line) => amount(line, column))),
    )
    if (base === undefined || whole === undefined) return []
    const expected = roundTo(base.times(amount(first, 'taxPercent')).div(100), precision)
    const off = whole.minus(base).minus(expected)
    if (off.abs().lte(big(precision).times(2))) return []
    return [`Document ${text(header, 'number')}: VAT ${text(first, 'vatIdentifier')} is off by ${canonical(off)}.`]
  })
}
