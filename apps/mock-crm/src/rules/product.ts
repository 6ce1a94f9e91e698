/**
 * Products: a number that is used once, a default unit of the product's unit group, the state that a new one starts in.
 * Truth: reference/dataverse-protocol.md, sections 7, 13 and 14.
 */
import type { Draft, OperationCall, OperationDefinition, Row, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { demand, refuseWith } from '../security/access.ts'
import { product } from '../schema/product.ts'
import { organizationOf } from '../service/users.ts'
import type { TableRules } from './table-rules.ts'

const structures = { product: 1, family: 2, bundle: 3 } as const
const states = { active: 0, draft: 2 } as const

export const productRules: TableRules = {
  onCreate: (draft, context) => {
    draft['productstructure'] ??= structures.product
    draft['producttypecode'] ??= 1
    draft['iskit'] ??= draft['productstructure'] === structures.bundle
    draft['statecode'] = firstState(draft, context)
    checkNumber(draft, context)
    checkParent(draft, context)
    checkUnits(draft, context)
  },
  onUpdate: (draft, row, context, changed) => {
    refusePublishedFamily(row, changed)
    if (draft['productnumber'] !== row['productnumber']) checkNumber(draft, context)
    if (row['defaultuomscheduleid'] != null && draft['defaultuomscheduleid'] !== row['defaultuomscheduleid']) {
      refuseWith(errors.unitGroupFixed())
    }
    checkUnits(draft, context)
  },
  afterWrite: carryNumber,
}

/** A price list item shows the number of its product. */
function carryNumber(row: Row, { data }: WriteContext): void {
  for (const item of Array.from(data.find('productpricelevel', { productid: row.id }))) {
    if (item['productnumber'] === row['productnumber']) continue
    data.update('productpricelevel', item.id, {
      productnumber: row['productnumber'] ?? null,
      writecount: Number(item['writecount'] ?? 0) + 1,
      writtencolumns: 'productnumber',
    })
  }
}

/** Draft, unless the organization makes products without a family active at once. */
function firstState(draft: Draft, { data }: WriteContext): number {
  const atOnce = organizationOf(data)?.['createproductswithoutparentinactivestate'] === true
  return atOnce && draft['parentproductid'] == null ? states.active : states.draft
}

function checkNumber(draft: Draft, { data }: WriteContext): void {
  const number = draft['productnumber']
  if (typeof number !== 'string') return
  for (const other of data.find('product', { productnumber: number })) {
    if (other.id !== draft['id']) refuseWith(errors.productNumberExists())
  }
}

function checkParent(draft: Draft, { data }: WriteContext): void {
  if (draft['parentproductid'] == null) return
  const parent = data.get('product', String(draft['parentproductid']))
  if (parent?.['productstructure'] !== structures.family) {
    refuseWith(errors.invalidArgument('The parent of a product must be a product family.'))
  }
}

/** A family has no units; everything else that is sold has one of its unit group, and a number of decimals. */
function checkUnits(draft: Draft, { data }: WriteContext): void {
  if (draft['productstructure'] === structures.family) return
  for (const column of ['defaultuomscheduleid', 'defaultuomid', 'quantitydecimal']) {
    if (draft[column] == null) refuseWith(errors.required(column, 'product'))
  }
  const unit = data.get('uom', String(draft['defaultuomid']))
  if (unit?.['uomscheduleid'] !== draft['defaultuomscheduleid']) refuseWith(errors.unitNotOfProduct())
}

/** Families and bundles are changed while they are drafts; only their state moves on. */
function refusePublishedFamily(row: Row, changed: ReadonlySet<string>): void {
  if (row['productstructure'] === structures.product || row['statecode'] === states.draft) return
  const others = [...changed].filter((name) => name !== 'statecode' && name !== 'statuscode')
  if (others.length > 0) refuseWith(errors.draftOnly())
}

/** A draft family with the drafts below it, or a single draft, becomes active. */
const publish = ({ row, context }: OperationCall): undefined => {
  if (row === undefined) return undefined
  demand(product, 'write', row, context)
  if (row['statecode'] !== states.draft) refuseWith(errors.publishDraftOnly())
  for (const found of hierarchy(row, context)) {
    if (found['statecode'] === states.draft) {
      context.sets.modify(product.setName, found, { statecode: states.active, statuscode: 1 })
    }
  }
  return undefined
}

function hierarchy(row: Row, context: WriteContext): readonly Row[] {
  const children = [...context.data.find('product', { parentproductid: row.id })]
  return [row, ...children.flatMap((child) => hierarchy(child, context))]
}

export const productOperations: Readonly<Record<string, OperationDefinition>> = {
  PublishProductHierarchy: { kind: 'action', bound: 'entity', run: publish },
}
