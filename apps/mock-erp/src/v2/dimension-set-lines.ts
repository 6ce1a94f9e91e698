/**
 * API v2.0 `dimensionSetLines`: the dimensions of a document, line, journal line or ledger entry, one row each, keyed by the dimension
 * (business-central-api.json; erp-business-logic, section 7.1). A write gives the parent another set.
 */
import type {
  Draft,
  EntitySetDefinition,
  JsonObject,
  NavigationDefinition,
  Reader,
  Row,
  WriteContext,
} from '@koble/odata-server'
import { dimensionsOf, withDimension } from '../rules/dimension-sets.ts'
import { changeDimensions, dimensionParent, type DimensionHolder } from '../rules/dimension-holders.ts'
import { dialogError } from '../rules/refusals.ts'
import { integer, text as textOf } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import { codeField, guid, readOnly, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { code as normalize } from '../values/code.ts'

export const dimensionSetLines: EntitySetDefinition = {
  name: 'dimensionSetLines',
  entityType: 'dimensionSetLine',
  rows: () => [],
  requiresParent: ['parentId'],
  properties: {
    id: guid(),
    code: codeField(20),
    consolidationCode: readOnly(codeField(20)),
    parentId: readOnly(guid()),
    parentType: readOnly(text(100)),
    displayName: text(30),
    valueId: guid(),
    valueCode: codeField(20),
    valueConsolidationCode: readOnly(codeField(20)),
    valueDisplayName: text(50),
  },
  insert: { instead: insertLine },
  modify: { instead: modifyLine },
  delete: { instead: deleteLine },
}

/** The navigation property `dimensionSetLines` of a set whose rows have a dimension set. */
export const dimensionSetLinesBelow: NavigationDefinition = {
  target: 'dimensionSetLines',
  collection: true,
  contained: true,
  targetColumn: 'parentId',
  rows: (row, { data }) => linesOf(data, row),
}

function linesOf(data: Reader, parent: Row): Row[] {
  const parentType = dimensionParent(data, parent.id)?.parentType ?? '_x0020_'
  return Array.from(dimensionsOf(data, integer(parent, 'dimensionSetId')), ([code, value]) =>
    lineOf(data, { parentId: parent.id, parentType }, code, value),
  )
}

function lineOf(data: Reader, parent: Draft, code: string, valueCode: string): Row {
  const dimension = data.lookup(names.dimension, ['code'], [code])
  const value = data.lookup(names.dimensionValue, ['dimensionCode', 'code'], [code, valueCode])
  return computedRow(dimension?.id ?? code, {
    ...parent,
    code,
    consolidationCode: textOf(dimension ?? {}, 'consolidationCode'),
    displayName: textOf(dimension ?? {}, 'displayName'),
    valueId: value?.id ?? '',
    valueCode,
    valueConsolidationCode: textOf(value ?? {}, 'consolidationCode'),
    valueDisplayName: textOf(value ?? {}, 'displayName'),
  })
}

function insertLine(body: JsonObject, context: WriteContext, parent?: Row): Row {
  const { data } = context
  if (parent === undefined) dialogError('You must get to the parent first to create a dimension set line.')
  const holder = writableParent(data, parent?.id ?? '')
  const dimension = askedDimension(body, data)
  const code = textOf(dimension, 'code')
  if (dimensionsOf(data, integer(holder.row, 'dimensionSetId')).has(code)) {
    dialogError(
      'The dimension set line already exists. Check existing dimension set lines and the default dimension set lines on the parent.',
    )
  }
  return setLine(holder, code, askedValue(body, code, data), context)
}

function modifyLine(row: Row, body: JsonObject, context: WriteContext): Row {
  const code = textOf(row, 'code')
  const otherId = body['id'] !== undefined && body['id'] !== row.id
  const otherCode = body['code'] !== undefined && normalize(given(body, 'code')) !== code
  if (otherId || otherCode) dialogError('The "id" and "code" fields cannot be modified.')
  const holder = writableParent(context.data, textOf(row, 'parentId'))
  if (body['valueId'] === undefined && body['valueCode'] === undefined) return row
  return setLine(holder, code, askedValue(body, code, context.data), context)
}

function deleteLine(row: Row, { data }: WriteContext): void {
  const holder = writableParent(data, textOf(row, 'parentId'))
  changeDimensions(data, holder, withDimension(data, integer(holder.row, 'dimensionSetId'), textOf(row, 'code'), ''))
}

function setLine(holder: DimensionHolder, code: string, value: string, { data }: WriteContext): Row {
  changeDimensions(data, holder, withDimension(data, integer(holder.row, 'dimensionSetId'), code, value))
  return lineOf(data, { parentId: holder.row.id, parentType: holder.parentType }, code, value)
}

function writableParent(data: Reader, id: string): DimensionHolder {
  const holder = dimensionParent(data, id)
  if (holder === undefined) return dialogError(`Parent with ID ${id} does not exist.`)
  if (holder.writable) return holder
  return dialogError(
    `Parent with ID ${id} does not exist or dimension set lines are read only for parent type ${holder.parentType}.`,
  )
}

const given = (body: JsonObject, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

function askedDimension(body: JsonObject, data: Reader): Row {
  const [id, code] = [given(body, 'id').toLowerCase(), normalize(given(body, 'code'))]
  if (id === '' && code === '') return dialogError('The "id" or "code" field must be filled in.')
  const byId =
    id === '' ? undefined : (data.get(names.dimension, id) ?? dialogError('The "id" does not match to a Dimension.'))
  const byCode =
    code === ''
      ? undefined
      : (data.lookup(names.dimension, ['code'], [code]) ?? dialogError('The "code" does not match to a Dimension.'))
  if (byId !== undefined && byCode !== undefined && byId.id !== byCode.id) {
    dialogError('The dimension field values do not match to a specific Dimension.')
  }
  return byId ?? byCode ?? dialogError('The "id" or "code" field must be filled in.')
}

function askedValue(body: JsonObject, dimensionCode: string, data: Reader): string {
  const [id, code] = [given(body, 'valueId').toLowerCase(), normalize(given(body, 'valueCode'))]
  if (id === '' && code === '') dialogError('The "valueId" or "valueCode" field must be filled in.')
  const byId = id === '' ? undefined : data.get(names.dimensionValue, id)
  if (id !== '' && byId?.['dimensionCode'] !== dimensionCode) {
    dialogError('The "valueId" does not match to a Dimension Value.')
  }
  const byCode =
    code === '' ? undefined : data.lookup(names.dimensionValue, ['dimensionCode', 'code'], [dimensionCode, code])
  if (code !== '' && byCode === undefined) dialogError('The "valueCode" does not match to a Dimension Value.')
  if (byId !== undefined && byCode !== undefined && byId.id !== byCode.id) {
    dialogError(
      'The values of the "dimensionCode" field and the "dimensionId" field do not refer to the same Dimension Value.',
    )
  }
  return textOf(byId ?? byCode ?? {}, 'code')
}
