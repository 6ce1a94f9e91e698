/** The unit of a line: one of its item or resource, else any; how many base units it is (erp-business-logic, sections 2.3 and 5.3). */
import type { Draft, Reader, Row } from '@koble/odata-server'
import { refuse } from '@koble/odata-server'
import { relationError } from '../../rules/refusals.ts'
import { amount, text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { big, canonical } from '../../values/decimal.ts'
import { mustNotBeShipped } from '../test-field.ts'
import { recalculateLine } from './line-amounts.ts'
import { isComment, lineObject } from './line-object.ts'
import { findPrice } from './line-price.ts'
import { deriveQuantities } from './line-quantities.ts'
import { written, type LineTrigger } from './line-trigger.ts'

/** Unit and its size, and the cost of one; blank is the base unit. */
export function takeUnit(line: Draft, code: string, data: Reader): void {
  const object = lineObject(data, line)
  line['unitOfMeasureCode'] = code
  line['quantityPerUnit'] = isComment(line) ? '0' : quantityPerUnit(line, code, object, data)
  const cost = big(amount(object ?? {}, 'unitCost')).times(amount(line, 'quantityPerUnit'))
  line['unitCostLcy'] = canonical(cost)
}

const OWN_UNITS: Readonly<Record<string, readonly [table: string, owner: string, ownerTitle: string]>> = {
  Item: [names.itemUnit, 'itemId', 'Item No.'],
  Resource: [names.resourceUnit, 'resourceId', 'Resource No.'],
}

function quantityPerUnit(line: Draft, code: string, object: Row | undefined, data: Reader): string {
  const own = OWN_UNITS[text(line, 'lineType')]
  if (code === '' || object === undefined) return '1'
  if (own === undefined) return anyUnit(code, data)
  const [table, owner, title] = own
  const unit = data.lookup(table, [owner, 'code'], [object.id, code])
  if (unit !== undefined) return amount(unit, 'quantityPerUnit')
  // A base unit counts one, also where nobody made a row for it.
  if (code === text(object, 'baseUnitOfMeasureCode')) return '1'
  return refuse(
    404,
    'Internal_RecordNotFound',
    `The ${table} does not exist. Identification fields and values: ${title}='${text(object, 'number')}',Code='${code}'`,
  )
}

function anyUnit(code: string, data: Reader): string {
  if (data.lookup(names.unit, ['code'], [code]) === undefined) {
    relationError('Unit of Measure Code', names.salesLine, code, names.unit)
  }
  return '1'
}

export const setUnit: LineTrigger = (line, value, header, context) => {
  mustNotBeShipped(line, header)
  takeUnit(line, written(value), context.data)
  if (isComment(line)) return
  deriveQuantities(line, context.data)
  findPrice(line, header, context)
  recalculateLine(line, header, context.data)
}
