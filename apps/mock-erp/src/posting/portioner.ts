/** Hands out an amount in parts of a whole: each part is the growth of the rounded total, so that all of them are the amount. */
import { big, canonical, roundTo } from '../values/decimal.ts'

export function portioner(amount: string, whole: string): (part: string) => string {
  let [taken, given] = [big(0), big(0)]
  return (part) => {
    taken = taken.plus(part)
    const before = given
    given = big(whole).eq(0) ? big(0) : roundTo(big(amount).times(taken).div(whole))
    return canonical(given.minus(before))
  }
}
