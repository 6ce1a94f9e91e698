/** Base quantity of a part of a line: the growth of that of what was done, so that parts add up to the whole. */
import type { Row } from '@koble/odata-server'
import { amount } from '../rules/setup.ts'
import { big, canonical } from '../values/decimal.ts'
import { baseQuantity } from '../values/quantity.ts'

/** `done` and `doneBase`: the columns of what was done before, in the line's unit and in base units. */
export function baseGrowth(line: Row, quantity: string, done: string, doneBase: string): string {
  if (quantity === '0') return '0'
  const after = baseQuantity(canonical(big(amount(line, done)).plus(quantity)), amount(line, 'quantityPerUnit'))
  return canonical(big(after).minus(amount(line, doneBase)))
}
