/** Random requests to every set, property, navigation and action of the service: well formed, senseless and torn (business-central-protocol, sections 1 to 9). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { mangled, type Random } from '@koble/odata-server/testing'
import { CID } from '../../testing/test-erp.ts'
import { drawBatch } from './drawn-batch.ts'
import { drawBody } from './drawn-body.ts'
import { drawHeaders } from './drawn-headers.ts'
import { companyPart, drawPath } from './drawn-path.ts'
import { drawQuery } from './drawn-query.ts'
import type { DrawnRequest, FuzzedRoot } from './fuzzed-root.ts'
import { METHODS } from './methods.ts'

export function drawRequest(random: Random, roots: readonly FuzzedRoot[]): DrawnRequest {
  const root = random.pick([...roots, ...roots.slice(0, 2), ...roots.slice(0, 2), ...roots.slice(0, 2)])
  if (random.chance(0.08)) return drawBatch(random, root)
  const set = random.pick(root.definition.sets)
  return random.chance(0.6) ? drawSensible(random, root, set) : drawSenseless(random, root, set)
}

/** What a client with a bug sends: a request that the set takes, with a body whose values may be wrong. */
function drawSensible(random: Random, root: FuzzedRoot, set: EntitySetDefinition): DrawnRequest {
  const company = set.name === 'companies' || set.name === 'subscriptions' ? '' : `companies(${CID})/`
  const known = root.ids.get(set.name) ?? []
  const id = known[random.below(known.length)] ?? CID
  const entity = `${root.url}/${company}${set.name}(${id})`
  const headers = {
    Authorization: 'Bearer koble-dev-token',
    'Content-Type': 'application/json',
    ...(random.chance(0.9) ? { 'If-Match': '*' } : {}),
  }
  const collections = Object.entries(set.navigation ?? {}).filter(([, { collection }]) => collection === true)
  const body = (): { readonly body: string } => ({ body: drawBody(random, root, set, 0.97) })
  const actions = Object.keys(set.operations ?? {})
  return random.pick<() => DrawnRequest>([
    () => ({ method: 'GET', url: `${root.url}/${company}${set.name}${drawQuery(random, root, set)}`, headers }),
    () => ({ method: 'GET', url: `${entity}${drawQuery(random, root, set)}`, headers }),
    ...(set.insert === undefined
      ? []
      : [() => ({ method: 'POST', url: `${root.url}/${company}${set.name}`, headers, ...body() })]),
    ...(set.modify === undefined
      ? []
      : [
          () => ({ method: 'PATCH', url: entity, headers, ...body() }),
          () => ({ method: 'PATCH', url: entity, headers, ...body() }),
        ]),
    ...(set.delete === undefined || random.chance(0.7) ? [] : [() => ({ method: 'DELETE', url: entity, headers })]),
    ...collections.slice(0, 2).map(([name, navigation]) => () => {
      const target = root.definition.sets.find((each) => each.name === navigation.target) ?? set
      return { method: 'POST', url: `${entity}/${name}`, headers, body: drawBody(random, root, target, 0.97) }
    }),
    ...(actions.length === 0
      ? []
      : [1, 2].map(() => () => ({
          method: 'POST',
          url: `${entity}/Microsoft.NAV.${random.pick(actions)}`,
          headers,
          ...body(),
        }))),
  ])()
}

function drawSenseless(random: Random, root: FuzzedRoot, set: EntitySetDefinition): DrawnRequest {
  const { path, isAction } = drawPath(random, root, set)
  const method = isAction && random.chance(0.8) ? 'POST' : random.pick(METHODS)
  const query = drawQuery(random, root, set)
  const url = `${root.url}/${mangled(random, `${companyPart(random, set)}${path}${query}`, 0.6)}`
  const body =
    method === 'GET' || method === 'HEAD' || random.chance(0.1) ? undefined : drawBody(random, root, set, 0.6)
  return { method, url: withoutBreaks(url), headers: drawHeaders(random), ...(body === undefined ? {} : { body }) }
}

/** The platform's Request takes no such address; a socket would, but the server behind it would not. */
const withoutBreaks = (url: string): string => url.replaceAll(/[\r\n\t#\\]/g, '%23')
