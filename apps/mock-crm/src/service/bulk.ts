/** CreateMultiple, UpdateMultiple, UpsertMultiple: all rows of one table, all or nothing (reference/dataverse-protocol.md, section 10). */
import type { Draft, Json, JsonObject, OperationDefinition, Row, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import type { TableSchema } from '../schema/table.ts'
import { access, refuseWith } from '../security/access.ts'
import { applyTarget, type BulkTable } from './bulk-body.ts'
import { insertRules, modifyRules } from './write-rules.ts'
import { textOf } from '../text-of.ts'

export function bulkOperations(table: BulkTable): Readonly<Record<string, OperationDefinition>> {
  return {
    CreateMultiple: action(({ parameters, context }) => {
      const ids = targetsOf(table.schema, parameters).map((target) => insert(table, target, context).id)
      const name = `${context.serviceUrl}/$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`
      return { body: { '@odata.context': name, Ids: ids } }
    }),
    UpdateMultiple: action(({ parameters, context }) => {
      for (const target of distinct(table.schema, parameters)) {
        modify(table, rowOf(table.schema, keyOf(table.schema, target), context), target, context)
      }
      return undefined
    }),
    UpsertMultiple: action(({ parameters, context }) => {
      for (const target of distinct(table.schema, parameters)) upsert(table, target, context)
      return undefined
    }),
    DeleteMultiple: action(() => refuseWith(errors.bulkDelete())),
  }
}

const action = (run: OperationDefinition['run']): OperationDefinition => ({ kind: 'action', bound: 'collection', run })

function targetsOf(schema: TableSchema, parameters: JsonObject): readonly JsonObject[] {
  const targets = parameters['Targets']
  if (!Array.isArray(targets) || targets.length === 0) {
    return refuseWith(errors.badRequest("The parameter 'Targets' must be a list of at least one row."))
  }
  return targets.map((target: Json, index) => {
    if (!isObject(target)) return refuseWith(errors.badRequest(`Target ${index + 1} is not a row.`))
    const type = textOf(target['@odata.type']).replace(/^#/, '')
    if (type === `Microsoft.Dynamics.CRM.${schema.name}`) return target
    return refuseWith(
      errors.payload(
        schema.setName,
        `A type named '${type}' could not be resolved by the model. Every target needs "@odata.type": "Microsoft.Dynamics.CRM.${schema.name}".`,
      ),
    )
  })
}

/** One row may stand in a call once. */
function distinct(schema: TableSchema, parameters: JsonObject): readonly JsonObject[] {
  const targets = targetsOf(schema, parameters)
  const keys = targets.map((target) => keyOf(schema, target))
  if (new Set(keys).size !== keys.length) refuseWith(errors.badRequest('Two targets of the call name the same row.'))
  return targets
}

function keyOf(schema: TableSchema, target: JsonObject): string {
  const address = /\(([0-9a-f-]{36})\)$/i.exec(textOf(target['@odata.id']))?.[1]
  const id = target[schema.primaryId] ?? address
  if (typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id)) return id.toLowerCase()
  return refuseWith(
    errors.badRequest(`A target has no '${schema.primaryId}'. Alternate keys are not defined for '${schema.name}'.`),
  )
}

const rowOf = (schema: TableSchema, id: string, context: WriteContext): Row =>
  context.data.get(schema.name, id) ?? refuseWith(errors.rowMissing(schema.name, id))

function upsert(table: BulkTable, target: JsonObject, context: WriteContext): void {
  const id = keyOf(table.schema, target)
  const row = context.data.get(table.schema.name, id)
  if (row === undefined) insert(table, { ...target, [table.schema.primaryId]: id }, context)
  else modify(table, row, target, context)
}

function insert(table: BulkTable, target: JsonObject, context: WriteContext): Row {
  const rules = insertRules(table.schema)
  access(table.schema, 'insert', context)
  const draft: Draft = {}
  rules.start?.(draft, context, target)
  applyTarget(table, target, draft, true, context)
  rules.before?.(draft, context, target)
  const row = context.data.insert(table.schema.name, draft)
  context.usage.rowsWritten += 1
  rules.after?.(row, context)
  return row
}

function modify(table: BulkTable, row: Row, target: JsonObject, context: WriteContext): void {
  const { [table.schema.primaryId]: _key, ...body } = target
  const rules = modifyRules(table.schema)
  const allowed = access(table.schema, 'modify', context)
  if (allowed !== true) allowed(row)
  const draft: Draft = { ...row }
  rules.start?.(draft, row, context, body)
  applyTarget(table, body, draft, false, context)
  rules.before?.(draft, row, context, body)
  const changed = context.data.update(table.schema.name, row.id, draft)
  context.usage.rowsWritten += 1
  rules.after?.(changed, row, context)
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
