/**
 * Whether stock came from a decrease by transfers, however many: filling that decrease with it would make a circle, in which cost has no beginning. The ERP leaves
 * both open then.
 */
import type { Reader, Row } from '@koble/odata-server'
import { integer } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'

export function comesFrom(data: Reader, increase: Row, decrease: Row): boolean {
  const wanted = integer(decrease, 'entryNumber')
  const [seen, open] = [new Set<number>(), [increase]]
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const outboundEntryNumber = integer(entry, 'transferredFromEntryNumber')
    if (outboundEntryNumber === wanted) return true
    if (outboundEntryNumber === 0 || seen.has(outboundEntryNumber)) continue
    seen.add(outboundEntryNumber)
    for (const application of data.find(names.itemApplication, { outboundEntryNumber })) {
      const taken = data.lookup(names.itemLedgerEntry, ['entryNumber'], [integer(application, 'inboundEntryNumber')])
      if (taken !== undefined) open.push(taken)
    }
  }
  return false
}
