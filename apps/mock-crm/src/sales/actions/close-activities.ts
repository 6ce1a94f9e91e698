/** The activities that closing leaves on the timeline: `quoteclose`, `orderclose`, `opportunityclose` (reference/dataverse-protocol.md, section 13). */
import {
  decimal,
  RawNumber,
  type Draft,
  type Json,
  type JsonObject,
  type Row,
  type WriteContext,
} from '@koble/odata-server'
import { errors } from '../../crm-error.ts'
import { fillMoney, fillOwner } from '../../rules/system-columns.ts'
import { tableOf } from '../../schema/tables.ts'
import { refuseWith } from '../../security/access.ts'
import { stampWrite } from '../../service/stamp-write.ts'
import { documents, type DocumentName } from '../documents.ts'
import type { Values } from '../pricing/exact.ts'
import { missingParameter, objectParameter, textParameter } from './parameters.ts'

export interface CloseActivity {
  readonly table: string
  /** The action's parameter that carries it. */
  readonly parameter: string
  readonly document: DocumentName
  /** Its lookup on the document; column and navigation have one name. */
  readonly reference: string
}

export const closeActivities = {
  quoteclose: { table: 'quoteclose', parameter: 'QuoteClose', document: 'quote', reference: 'quoteid' },
  orderclose: { table: 'orderclose', parameter: 'OrderClose', document: 'salesorder', reference: 'salesorderid' },
  opportunityclose: {
    table: 'opportunityclose',
    parameter: 'OpportunityClose',
    document: 'opportunity',
    reference: 'opportunityid',
  },
} as const satisfies Readonly<Record<string, CloseActivity>>

export interface Closing {
  /** The document to be closed. */
  readonly row: Row
  /** The activity's own columns, as given. */
  readonly columns: Values
}

/** What a caller may say about the end. */
const given = ['subject', 'description', 'actualend', 'actualrevenue'] as const

export function readClosing(activity: CloseActivity, parameters: JsonObject, context: WriteContext): Closing {
  const body = objectParameter(parameters, activity.parameter)
  checkNames(activity, body)
  const address = body[`${activity.reference}@odata.bind`]
  if (typeof address !== 'string') return missingParameter(`${activity.reference}@odata.bind`)
  const row = context.sets.resolve(documents[activity.document].set, address)
  return {
    row,
    columns: {
      subject: textParameter(body, 'subject'),
      description: textParameter(body, 'description'),
      actualend: instantOf(body['actualend'], context),
      ...(tableOf(activity.table).columns['actualrevenue'] ? { actualrevenue: amountOf(body['actualrevenue']) } : {}),
    },
  }
}

function checkNames(activity: CloseActivity, body: JsonObject): void {
  const schema = tableOf(activity.table)
  const known = new Set<string>([...given.filter((name) => schema.columns[name]), `${activity.reference}@odata.bind`])
  for (const name of Object.keys(body)) {
    if (name.startsWith('@') || known.has(name)) continue
    refuseWith(
      errors.payload(
        schema.setName,
        `The property '${name}' does not exist on type 'Microsoft.Dynamics.CRM.${schema.name}'. Make sure to only use property names that are defined by the type.`,
      ),
    )
  }
}

/** The end is now, unless the caller says when it was. */
export function instantOf(value: Json | undefined, context: WriteContext): string {
  if (value === undefined || value === null) return context.now
  const at = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? refuseWith(errors.badDate()) : new Date(at).toISOString()
}

function amountOf(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null
  const text = value instanceof RawNumber ? value.text : typeof value === 'number' ? String(value) : undefined
  return (text === undefined ? undefined : decimal(text)) ?? missingParameter('actualrevenue')
}

/** Columns that an activity takes from its document, by its own name. */
const taken: Readonly<Record<string, string>> = {
  quotenumber: 'quotenumber',
  revision: 'revisionnumber',
  ordernumber: 'ordernumber',
  transactioncurrencyid: 'transactioncurrencyid',
}

export function recordClosing(activity: CloseActivity, { row, columns }: Closing, context: WriteContext): void {
  const schema = tableOf(activity.table)
  const draft: Draft = { ...columns, [activity.reference]: row.id, statecode: 1, statuscode: 2 }
  for (const [name, source] of Object.entries(taken)) if (schema.columns[name]) draft[name] = row[source] ?? null
  fillOwner(schema, draft, context)
  fillMoney(schema, draft, context)
  stampWrite(schema, draft, undefined, {}, context)
  context.data.insert(activity.table, draft)
  context.usage.rowsWritten += 1
}
