/**
 * What a sales line sells: type and number, or the id of an item, a resource or an account instead (business-central-protocol, section 13.3; docs/koble-api-pages.md).
 */
import type { Draft, PropertyDefinition, ReadContext, Row, Scalar, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError, relationError } from '../../rules/refusals.ts'
import { text } from '../../rules/setup.ts'
import { hasRecords, lineObject, objectTable } from '../../sales/line/line-object.ts'
import { validateLine } from '../../sales/validate-line.ts'
import { names } from '../../tables/names.ts'
import { code } from '../../values/code.ts'
import { choice, codeField, guid } from '../properties.ts'
import { isStored, lineField } from './line-field.ts'
import { lineTypes } from './line-members.ts'

export const lineType: PropertyDefinition = lineField('lineType', choice('invoiceLineAggLineType', lineTypes))

const objectNumber = (row: Row, context: ReadContext): string => text(lineObject(context.data, row) ?? {}, 'number')

export const lineObjectNumber: PropertyDefinition = codeField(20, { get: objectNumber, set: setObjectNumber })
export const shownObjectNumber: PropertyDefinition = codeField(20, { get: objectNumber, readOnly: true })

function setObjectNumber(draft: Draft, value: Scalar, context: WriteContext): void {
  const number = code(String(value))
  if (number === text(lineObject(context.data, draft) ?? {}, 'number')) return
  if (isStored(draft)) dialogError('The value for "lineObjectNumber" cannot be modified.')
  const table = objectTable(text(draft, 'lineType'))
  const object = hasRecords(table) ? context.data.lookup(table, ['number'], [number]) : undefined
  const id = object?.id ?? relationError('No.', names.salesLine, number, table ?? 'Standard Text')
  validateLine(draft, 'objectId', id, context)
}

interface ObjectProperty {
  readonly name: string
  readonly type: 'Item' | 'Resource' | 'Account'
  readonly table: string
}

/** Per draft, the property through which its body named the object. */
const named = new WeakMap<Draft, string>()

/** `itemId`, `resourceId`, `accountId`: shows the object of lines of its type, sets type and object. */
export const objectId = ({ name, type, table }: ObjectProperty): PropertyDefinition =>
  guid({
    get: (row) => (row['lineType'] === type ? text(row, 'objectId') : emptyGuid),
    set: (draft, value, context) => {
      if (value === emptyGuid || (draft['lineType'] === type && draft['objectId'] === value)) return
      const other = named.get(draft)
      if (other !== undefined && other !== name) {
        dialogError(`Both "${other}" and "${name}" are specified. Specify only one of them.`)
      }
      named.set(draft, name)
      if (context.data.get(table, String(value)) === undefined) dialogError(`${type} does not exist.`)
      if (draft['lineType'] !== type) validateLine(draft, 'lineType', type, context)
      validateLine(draft, 'objectId', value, context)
    },
  })

export const itemId = objectId({ name: 'itemId', type: 'Item', table: names.item })
export const accountId = objectId({ name: 'accountId', type: 'Account', table: names.account })
export const resourceId = objectId({ name: 'resourceId', type: 'Resource', table: names.resource })
