/** Random filters over the shop's customers and orders, well typed, with every operator and function of the grammar. */
import { seededRandom } from '../emulator/random.ts'
import { arithmetic, functions, literals, properties } from './filter-vocabulary.ts'
import type { BinaryOperator, FilterExpression } from '../model/dialect.ts'
import type { Entity, Kind } from './filter-vocabulary.ts'

export interface Random {
  readonly chance: (probability: number) => boolean
  readonly below: (count: number) => number
  readonly pick: <T>(items: readonly T[]) => T
}

export function randomOf(seed: number): Random {
  const next = seededRandom(seed)
  const below = (count: number): number => Math.floor(next() * count)
  const pick = <T>(items: readonly T[]): T => {
    const found = items[below(items.length)]
    if (found === undefined) throw new Error('Nothing to pick from.')
    return found
  }
  return { chance: (probability) => next() < probability, below, pick }
}

/** The row that names stand for: the one tested (no prefix) or a lambda variable's. */
interface Scope {
  readonly prefix: readonly string[]
  readonly entity: Entity
}

interface Place {
  readonly random: Random
  readonly scopes: readonly Scope[]
  readonly depth: number
}

export function generateFilter(random: Random, entity: Entity = 'customer', depth = 4): FilterExpression {
  return condition({ random, scopes: [{ prefix: [], entity }], depth })
}

/** A value of a kind, for orders and aggregates. */
export function generateValue(random: Random, kind: Kind, depth = 2): FilterExpression {
  return value(kind, { random, scopes: [{ prefix: [], entity: 'customer' }], depth })
}

const below = (place: Place): Place => ({ ...place, depth: place.depth - 1 })

function value(kind: Kind, place: Place): FilterExpression {
  const { random } = place
  if (place.depth <= 0 || random.chance(0.3)) return leaf(kind, place)
  if (kind === 'Boolean') return condition(below(place))
  const inner = below(place)
  const sums = arithmetic[kind] ?? []
  const calls = functions[kind] ?? []
  if (random.chance(0.05))
    return {
      kind: 'call',
      name: 'case',
      args: [condition(inner), value(kind, inner), condition(inner), value(kind, inner)],
    }
  if ((kind === 'Number' || kind === 'Duration') && random.chance(0.1))
    return { kind: 'unary', operator: 'neg', operand: leaf(kind, place) }
  if (sums.length > 0 && random.chance(0.4)) {
    const [left, operator, right] = random.pick(sums)
    return { kind: 'binary', operator, left: value(left, inner), right: value(right, inner) }
  }
  if (calls.length === 0) return leaf(kind, place)
  const [name, ...kinds] = random.pick(calls)
  return { kind: 'call', name, args: kinds.map((each, at) => argument(name, each, at, inner)) }
}

/** Places in texts are small whole numbers. */
function argument(name: string, kind: Kind, at: number, place: Place): FilterExpression {
  if (name === 'substring' && at > 0) return { kind: 'literal', type: 'Int', value: place.random.below(4) }
  return value(kind, place)
}

function leaf(kind: Kind, { random, scopes }: Place): FilterExpression {
  const scope = random.pick(scopes)
  const names = properties[scope.entity][kind] ?? []
  if (names.length > 0 && random.chance(0.7))
    return { kind: 'path', path: [...scope.prefix, ...random.pick(names).split('/')] }
  const [type, literal] = random.pick(literals[kind])
  return { kind: 'literal', type, value: literal }
}

const comparable: readonly Kind[] = ['String', 'Number', 'Number', 'Date', 'DateTimeOffset', 'TimeOfDay', 'Duration']
const comparisons: readonly BinaryOperator[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le']
const nothing: FilterExpression = { kind: 'literal', type: 'Null', value: null }

function condition(place: Place): FilterExpression {
  const { random, depth } = place
  if (depth <= 0) return comparison(place)
  const inner = below(place)
  const roll = random.below(12)
  if (roll < 4) {
    const operator = random.pick(['and', 'or'] as const)
    return { kind: 'binary', operator, left: condition(inner), right: condition(inner) }
  }
  if (roll === 4) return { kind: 'unary', operator: 'not', operand: condition(inner) }
  if (roll === 5) return membership(inner)
  if (roll === 6) return lambda(inner)
  if (roll === 7) return onMembers(place)
  if (roll === 8 && random.chance(0.4)) {
    const root = place.scopes[0]?.entity
    const prefix = random.pick(['N00', 'N01', 'a', 'A', "o'b"])
    const args: FilterExpression[] = [
      { kind: 'path', path: [root === 'customer' ? random.pick(['city', 'number']) : 'note'] },
      { kind: 'literal', type: 'String', value: prefix },
    ]
    return { kind: 'call', name: 'startswith', args }
  }
  if (roll === 8) {
    const [name, ...kinds] = random.pick(functions.Boolean ?? [])
    return { kind: 'call', name, args: kinds.map((kind) => value(kind, inner)) }
  }
  return comparison(place)
}

function comparison(place: Place): FilterExpression {
  const { random } = place
  const inner = below(place)
  const roll = random.below(11)
  if (roll === 4) {
    const operator = random.pick(['eq', 'ne'] as const)
    return { kind: 'binary', operator, left: value('Boolean', inner), right: value('Boolean', inner) }
  }
  if (roll === 0) return leaf('Boolean', place)
  if (roll === 1) {
    const kind = random.pick([...comparable, 'Guid', 'Boolean'] as const)
    return { kind: 'binary', operator: random.pick(['eq', 'ne'] as const), left: value(kind, inner), right: nothing }
  }
  if (roll === 2) {
    const operator = random.pick(['eq', 'ne'] as const)
    return { kind: 'binary', operator, left: leaf('Guid', place), right: leaf('Guid', place) }
  }
  if (roll === 3) {
    const right: FilterExpression = { kind: 'literal', type: 'Double', value: random.pick(['INF', '-INF', 'NaN']) }
    return { kind: 'binary', operator: random.pick(comparisons), left: leaf('Number', place), right }
  }
  const kind = random.pick(comparable)
  return { kind: 'binary', operator: random.pick(comparisons), left: value(kind, inner), right: value(kind, inner) }
}

function membership(place: Place): FilterExpression {
  const { random } = place
  const kind = random.pick(['String', 'Number', 'Date', 'Guid', 'Duration'] as const)
  const items = Array.from({ length: random.below(4) }, (): FilterExpression => {
    if (random.chance(0.1)) return nothing
    const [type, literal] = random.pick(literals[kind])
    return { kind: 'literal', type, value: literal }
  })
  return { kind: 'binary', operator: 'in', left: value(kind, place), right: { kind: 'list', items } }
}

/** Members of an enumeration: `has`, `eq`, by a typed literal. */
function onMembers(place: Place): FilterExpression {
  const { random, scopes } = place
  const scope = scopes.find(({ entity }) => entity === 'customer')
  if (scope === undefined) return comparison(place)
  const right: FilterExpression = { kind: 'literal', type: 'Enum', value: random.pick(['Small', 'Big']) }
  const operator = random.pick(['has', 'eq', 'ne'] as const)
  return { kind: 'binary', operator, left: { kind: 'path', path: [...scope.prefix, 'kind'] }, right }
}

const deepestLambda = 3

function lambda(place: Place): FilterExpression {
  const { random, scopes } = place
  const scope = random.pick(scopes)
  const path = [...scope.prefix, ...(scope.entity === 'customer' ? ['orders'] : ['customer', 'orders'])]
  if (random.chance(0.1)) return { kind: 'lambda', operator: 'any', path, variable: '', predicate: undefined }
  if (scopes.length > deepestLambda) return comparison(place)
  // Two names for three levels: an inner one may hide an outer one.
  const variable = random.pick(['v1', 'v2'])
  const predicate = condition({ ...place, scopes: [...scopes, { prefix: [variable], entity: 'order' }] })
  return { kind: 'lambda', operator: random.pick(['any', 'all'] as const), path, variable, predicate }
}
