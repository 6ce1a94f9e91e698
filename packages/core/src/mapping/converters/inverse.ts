import { Big } from 'big.js'
import { canonicalDecimal } from '../../values/canonical.ts'
import type { Value } from '../../values/value.ts'
import type { Converted, ConverterDefinition } from '../converter.ts'

/**
 * An exchange rate told the other way round: the ERP's local currency for one unit, the CRM's units for one of its base currency. Both
 * count in the same currency only where the local currency is the base. 0 is no rate.
 */
export const inverse: ConverterDefinition = {
  name: 'inverse',
  label: 'Exchange rate, inverted',
  build: () => ({ toCrm: (value) => invert(value, 10), toErp: (value) => invert(value, 20) }),
}

const invert = (value: Value, digits: number): Converted => {
  if (value === null || Number(value) === 0)
    return {
      problem: 'no-exchange-rate',
      message: 'There is no exchange rate for this currency. Enter one in the ERP.',
    }
  const exact = new Big(1)
  const rate = divide(exact, new Big(String(value)), digits)
  return { ok: canonicalDecimal(rate.toFixed()) ?? null }
}

/** Big's digits of a division are a setting of the constructor: one of its own, so that no other code sees it. */
const divide = (one: Big, other: Big, digits: number): Big => {
  const Exact = Big()
  Exact.DP = digits
  Exact.RM = Big.roundHalfUp
  return new Exact(one).div(new Exact(other))
}
