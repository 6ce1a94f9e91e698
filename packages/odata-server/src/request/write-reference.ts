/** `/$ref`: relationships added, replaced and removed. Truth: OData protocol 4.01, section 11.4.6. */
import { raise } from '../model/problem.ts'
import { entityKey, keyText, missing } from './find-row.ts'
import { bodyObject } from './parse-body.ts'
import { resolveReference } from './resolve-reference.ts'
import { modifyEntity, notAllowed, relate } from './write-entity.ts'
import type { WriteContext } from '../model/context.ts'
import type { JsonObject } from '../model/value.ts'
import type { Outcome } from './exchange.ts'
import type { Execution } from './execution.ts'
import type { Target } from './target.ts'

export function writeReference(
  execution: Execution,
  context: WriteContext,
  target: Extract<Target, { kind: 'references' }>,
): Outcome {
  const { model, exchange } = execution
  const { parent, set } = target
  const writer = { model, context }
  const { navigation } = parent
  if (navigation.collection !== true) {
    if (exchange.method === 'DELETE') modifyEntity(writer, parent.set, parent.row, { [parent.name]: null })
    else if (exchange.method === 'PUT')
      modifyEntity(writer, parent.set, parent.row, {
        [`${parent.name}@odata.bind`]: addressOf(bodyObject(exchange, false)),
      })
    else return notAllowed(exchange.method, parent.set, model)
    return { status: 204, headers: {} }
  }
  const removing = exchange.method === 'DELETE'
  if (!removing && exchange.method !== 'POST') return notAllowed(exchange.method, parent.set, model)
  const address = removing
    ? (new URLSearchParams(exchange.url.search).get('$id') ?? '')
    : addressOf(bodyObject(exchange, false))
  const child =
    target.row ?? resolveReference(address, { model, context, target: set, property: parent.name, set: parent.set })
  if (navigation.relate !== undefined) {
    navigation.relate(parent.row, child, removing, context)
    return { status: 204, headers: {} }
  }
  if (removing && child[navigation.targetColumn ?? ''] !== parent.row.id)
    missing(entityKey(keyText(child, set, context), set, model), set)
  relate(writer, parent, set, child, removing)
  return { status: 204, headers: {} }
}

function addressOf(body: JsonObject): string {
  const address = body['@odata.id']
  return typeof address === 'string'
    ? address
    : raise({ kind: 'malformedBody', message: 'The body must have "@odata.id".' })
}
