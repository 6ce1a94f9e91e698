/** An action of Koble's pages that happens once for each effect id (docs/koble-api-pages.md, "Actions and effects"). */
import type { Draft, JsonObject, OperationDefinition, Row, WriteContext } from '@koble/odata-server'
import { emptyGuid, refuse } from '@koble/odata-server'
import { dialogError } from '../../rules/refusals.ts'
import { text } from '../../rules/setup.ts'
import { lastVersion } from '../../sales/archive.ts'
import { NO_DATE } from '../../sales/sales-context.ts'
import { names } from '../../tables/names.ts'
import { storedEffect, storeEffect } from './effects.ts'

/** What an action did. */
export interface Done {
  /** The document that was made; absent: the one acted on. */
  readonly made?: { readonly type: 'Order' | 'Posted_x0020_Shipment' | 'Posted_x0020_Invoice'; readonly row: Row }
  /** Blank if nothing was posted. */
  readonly postingDate?: string
}

export type ParameterType = 'Edm.Guid' | 'Edm.Date' | 'Edm.Boolean'
type Run = (document: Row, parameters: JsonObject, context: WriteContext) => Done

export const effectAction = (
  action: string,
  run: Run,
  parameters: Readonly<Record<string, ParameterType>> = {},
): OperationDefinition => {
  const taken: Readonly<Record<string, ParameterType>> = { effectId: 'Edm.Guid', ...parameters }
  return {
    kind: 'action',
    bound: 'entity',
    parameters: taken,
    returns: 'Edm.String',
    run: ({ row, parameters: given, context }) => {
      if (row === undefined) return undefined
      checkParameters(given, taken, action)
      const effectId = askedEffect(given)
      const value =
        repeated(effectId, action, row, context) ??
        perform(effectId, action, row, context, () => run(row, given, context))
      return { status: 200, body: { '@odata.context': `${context.serviceUrl}/$metadata#Edm.String`, value } }
    },
  }
}

const PATTERNS: Readonly<Record<Exclude<ParameterType, 'Edm.Boolean'>, RegExp>> = {
  'Edm.Guid': /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'Edm.Date': /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
}

function checkParameters(given: JsonObject, taken: Readonly<Record<string, ParameterType>>, action: string): void {
  for (const [name, value] of Object.entries(given)) {
    const type = Object.hasOwn(taken, name) ? taken[name] : undefined
    if (type === undefined) {
      refuse(
        400,
        'BadRequest',
        `The parameter '${name}' in the request payload is not a valid parameter for the operation '${action}'.`,
      )
    } else if (!fits(value, type)) {
      refuse(
        400,
        'BadRequest',
        `Cannot convert the literal '${JSON.stringify(value)}' to the expected type '${type}' of parameter '${name}'.`,
      )
    }
  }
}

const fits = (value: unknown, type: ParameterType): boolean =>
  value === null ||
  (type === 'Edm.Boolean' ? typeof value === 'boolean' : typeof value === 'string' && PATTERNS[type].test(value))

function askedEffect(given: JsonObject): string {
  const { effectId } = given
  const id = typeof effectId === 'string' ? effectId.toLowerCase() : emptyGuid
  return id === emptyGuid ? dialogError('An "effectId" must be provided.') : id
}

/** The stored answer of the same effect; another action's or document's id is refused. */
function repeated(effectId: string, action: string, document: Row, { data, now }: WriteContext): string | undefined {
  const effect = storedEffect(data, effectId, now)
  if (effect === undefined) return undefined
  if (effect['action'] !== action || effect['sourceId'] !== document.id) {
    dialogError(
      `The effect ${effectId} was already used for the action ${text(effect, 'action')} of the document ${text(effect, 'sourceNumber')}.`,
    )
  }
  return text(effect, 'result')
}

function perform(effectId: string, action: string, document: Row, context: WriteContext, run: () => Done): string {
  const before = lastVersion(context.data, document)
  const { made, postingDate = NO_DATE } = run()
  const after = context.data.get(names.salesHeader, document.id)
  const version = lastVersion(context.data, document)
  const effect: Draft = {
    action,
    sourceType: text(document, 'documentType'),
    sourceId: document.id,
    sourceNumber: text(document, 'number'),
    sourceStatus: statusAfter(document, after, made),
    sourceDeleted: after === undefined,
    documentType: made?.type ?? text(document, 'documentType'),
    documentId: made?.row.id ?? document.id,
    number: text(made?.row ?? document, 'number'),
    postingDate,
    versionNumber: version > before ? version : 0,
  }
  return storeEffect(effect, effectId, context)
}

/** A posting releases; what it made disappear was released. */
const statusAfter = (before: Row, after: Row | undefined, made: Done['made']): string => {
  if (after !== undefined) return text(after, 'status')
  return made?.type === 'Posted_x0020_Invoice' ? 'Released' : text(before, 'status')
}
