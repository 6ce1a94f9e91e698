/** API v2.0 `defaultDimensions`, below their records (business-central-protocol, section 12; wire-examples, A30). */
import type {
  Draft,
  EntitySetDefinition,
  NavigationDefinition,
  ReadContext,
  Row,
  WriteContext,
} from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { alreadyExists, dialogError, mustHaveValue } from '../rules/refusals.ts'
import { text as textOf } from '../rules/setup.ts'
import { refuseTakenId } from '../rules/record-identity.ts'
import { byCode } from '../sets/navigation.ts'
import { idProperty, type Pair } from '../sets/pair.ts'
import { choice, codeField, guid, idOf, lastModified, readOnly, systemId } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'

/** The parents that the page has, with the numbers of their tables (for error texts). */
const PARENTS = {
  Customer: [names.customer, 18],
  Item: [names.item, 27],
  Vendor: [names.vendor, 23],
  Employee: [names.employee, 5200],
} as const
const PARENT_TYPES = ['_x0020_', 'Customer', 'Item', 'Vendor', 'Employee'] as const

const dimension: Pair = {
  table: names.dimension,
  keyColumn: 'code',
  length: 20,
  column: 'dimensionCode',
  holds: 'key',
  after: (draft) => {
    draft['dimensionValueCode'] = ''
  },
}

/** The navigation property `defaultDimensions` of a record's set. */
export const defaultDimensionsBelow: NavigationDefinition = {
  target: 'defaultDimensions',
  collection: true,
  targetColumn: 'parentId',
}

export const defaultDimensions: EntitySetDefinition = {
  name: 'defaultDimensions',
  entityType: 'defaultDimension',
  table: names.defaultDimension,
  requiresParent: ['parentId'],
  properties: {
    id: systemId,
    parentType: choice('defaultDimensionParentType', PARENT_TYPES),
    parentId: guid(),
    dimensionId: idProperty('dimensionId', dimension),
    dimensionCode: readOnly(codeField(20)),
    dimensionValueId: guid({ get: (row, context) => idOf(valueOf(row, context)), set: setValue }),
    dimensionValueCode: readOnly(codeField(20)),
    postingValidation: choice('defaultDimensionValuePostingType', members.postingValidation),
    lastModifiedDateTime: lastModified,
  },
  navigation: {
    dimension: byCode('dimensions', names.dimension, 'dimensionCode'),
    dimensionValue: {
      target: 'dimensionValues',
      readOnly: true,
      rows: (row, context) => [valueOf(row, context)].filter((value) => value !== undefined),
    },
  },
  insert: {
    start: (draft, context, body) => {
      refuseTakenId(names.defaultDimension, context, body)
      Object.assign(draft, { postingValidation: '_x0020_' })
    },
    before: (draft, context) => {
      const { parent, tableId } = placeAtParent(draft, context)
      const code = textOf(draft, 'dimensionCode')
      const key = `Table ID='${tableId}',No.='${textOf(parent, 'number')}',Dimension Code='${code}'`
      if (code === '') mustHaveValue('Dimension Code', names.defaultDimension, key)
      const values = [textOf(draft, 'parentType'), parent.id, code]
      const taken = context.data.lookup(names.defaultDimension, ['parentType', 'parentId', 'dimensionCode'], values)
      if (taken !== undefined) alreadyExists(names.defaultDimension, key)
    },
  },
  modify: {
    before: (draft, row) => {
      for (const column of ['parentType', 'parentId', 'dimensionCode']) {
        if (draft[column] !== row[column]) dialogError(`You cannot change the value of the key field ${column}.`)
      }
    },
  },
  delete: {},
}

function valueOf(row: Readonly<Draft>, { data }: Pick<ReadContext, 'data'>): Row | undefined {
  const key = [textOf(row, 'dimensionCode'), textOf(row, 'dimensionValueCode')]
  return data.lookup(names.dimensionValue, ['dimensionCode', 'code'], key)
}

function setValue(draft: Draft, value: unknown, { data }: WriteContext): void {
  if (value === emptyGuid) {
    draft['dimensionValueCode'] = ''
    return
  }
  const found = typeof value === 'string' ? data.get(names.dimensionValue, value) : undefined
  if (found === undefined || found['dimensionCode'] !== draft['dimensionCode']) {
    dialogError('The "dimensionValueId" does not match to a Dimension Value.')
  }
  draft['dimensionValueCode'] = textOf(found ?? {}, 'code')
}

/** The parent that the address or the body names; its type is what it is. */
function placeAtParent(draft: Draft, { data }: WriteContext): { parent: Row; tableId: number } {
  const id = textOf(draft, 'parentId')
  for (const [parentType, [table, tableId]] of Object.entries(PARENTS)) {
    const parent = data.get(table, id)
    if (parent === undefined) continue
    const given = textOf(draft, 'parentType')
    if (given !== '' && given !== '_x0020_' && given !== parentType) break
    draft['parentType'] = parentType
    return { parent, tableId }
  }
  return dialogError('You must get to the parent first to get to the default dimensions.')
}
