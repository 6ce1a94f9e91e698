/** How many base units a unit of an item is; blank is the base unit (erp-business-logic, section 5.3). */
import type { Reader, Row } from '@koble/odata-server'
import { refuse } from '@koble/odata-server'
import { amount, text } from './setup.ts'
import { itemUnits, unitOf } from './units-of-record.ts'

export function itemUnitSize(data: Reader, item: Row, code: string): string {
  const unit = unitOf(itemUnits, data, item.id, code)
  if (unit !== undefined) return amount(unit, 'quantityPerUnit')
  // A base unit counts one, also where nobody made a row for it.
  if (code === '' || code === text(item, 'baseUnitOfMeasureCode')) return '1'
  return refuse(
    404,
    'Internal_RecordNotFound',
    `The Item Unit of Measure does not exist. Identification fields and values: Item No.='${text(item, 'number')}',Code='${code}'`,
  )
}
