/** The row that an address in a body names: `/accounts(…)`, `accounts(…)` or absolute. */
import { raise } from '../model/problem.ts'
import { entityKey, rowByKey } from './find-row.ts'
import { parsePath } from './path.ts'
import type { ReadContext } from '../model/context.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { RootModel } from './model.ts'

export interface ReferencePlace {
  readonly model: RootModel
  readonly context: ReadContext
  /** The set that the address must name a row of. */
  readonly target: EntitySetDefinition
  /** Names of further sets that it may name a row of. */
  readonly others?: readonly string[] | undefined
  readonly property: string
  /** Where the reference stands, for the error. */
  readonly set: EntitySetDefinition
}

export function resolveReference(address: string, place: ReferencePlace): Row {
  const { model, context, target, property, set } = place
  const bad = (): never => raise({ kind: 'badBinding', property, value: address, set: set.name })
  const last = parsePath(relative(address, context.serviceUrl)).at(-1)
  if (last?.key === undefined) return bad()
  const named = model.sets.get(last.name)
  const sameTable =
    named !== undefined && (named === target || (named.table !== undefined && named.table === target.table))
  const isOther = named !== undefined && place.others?.includes(named.name) === true
  if (!(sameTable || isOther) || named === undefined) return bad()
  const key = entityKey(last.key, named, model)
  const row = rowByKey(key, named, context)
  if (row !== undefined) return row
  return raise({
    kind: 'notFound',
    set: named.name,
    table: named.table ?? named.entityType,
    entityType: named.entityType,
    key: Object.fromEntries([...key.values].map(([name, value]) => [name, String(value)])),
    byAlternateKey: key.alternate,
  })
}

function relative(address: string, serviceUrl: string): string {
  if (address.startsWith(serviceUrl)) return address.slice(serviceUrl.length)
  const path = URL.canParse(address) ? new URL(address).pathname : address
  const base = new URL(serviceUrl).pathname
  return path.startsWith(base) ? path.slice(base.length) : path
}
