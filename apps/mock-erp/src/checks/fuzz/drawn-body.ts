/** Random bodies for a set: right and wrong values, children, torn and senseless JSON. */
import type { EdmType, EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { mangled, type Random } from '@koble/odata-server/testing'
import { CID } from '../../testing/test-erp.ts'
import type { FuzzedRoot } from './fuzzed-root.ts'
import { HOSTILE } from './hostile-texts.ts'

/** @param whole How often the text is left as it is. */
export function drawBody(random: Random, root: FuzzedRoot, set: EntitySetDefinition, whole: number): string {
  const body = JSON.stringify(drawObject(random, root, set, 0)).replaceAll('"1e400"', '1e400')
  if (random.chance(whole)) return body
  if (random.chance(0.3)) return body.slice(0, random.below(body.length + 1))
  return random.chance(0.3)
    ? random.pick([
        '[]',
        'null',
        '""',
        '1',
        '{',
        '{}}',
        '{"a":}',
        `${'['.repeat(5000)}`,
        `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
        '\ufeff{}',
        '{"displayName":"a","displayName":"b"}',
        'displayName=x',
      ])
    : mangled(random, body, 0)
}

/** Open documents keep amounts that were rounded before it changed, and the proof of the ledgers at the end would call them wrong. */
const SETTLED = 'amountRoundingPrecision'

export function drawObject(
  random: Random,
  root: FuzzedRoot,
  set: EntitySetDefinition,
  depth: number,
): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  const writable = Object.entries(set.properties).filter(
    ([name, property]) => name !== SETTLED && (property.readOnly !== true || random.chance(0.03)),
  )
  for (let left = random.below(6); left > 0 && writable.length > 0; left -= 1) {
    const [name, property] = random.pick(writable)
    body[name] = drawValue(random, root, name, property)
  }
  const parents = root.ids.get('customers') ?? []
  if ('customerId' in set.properties && parents.length > 0 && random.chance(0.7))
    body['customerId'] = random.pick(parents)
  if ('displayName' in set.properties && random.chance(0.7)) body['displayName'] = random.pick(['A', ...HOSTILE])
  for (const [name, operation] of Object.entries(set.operations ?? {})) {
    if (random.chance(0.3))
      for (const parameter of Object.keys(operation.parameters ?? {}))
        body[parameter] = random.pick([name, 1, null, CID, '2026-08-21', true, []])
  }
  const navigations = Object.entries(set.navigation ?? {})
  if (navigations.length > 0 && depth < 3 && random.chance(0.25)) {
    const [name, navigation] = random.pick(navigations)
    const target = root.definition.sets.find((each) => each.name === navigation.target)
    const child = target === undefined ? {} : drawObject(random, root, target, depth + 1)
    body[random.chance(0.9) ? name : `${name}@odata.bind`] = random.pick([
      [child],
      [child, child],
      child,
      null,
      'x',
      `${navigation.target}(${CID})`,
    ])
  }
  if (random.chance(0.05))
    body[random.pick(['foo', '@odata.etag', '@odata.type', '@odata.id', '__proto__x', 'constructor', ''])] = 'x'
  return body
}

function drawValue(random: Random, root: FuzzedRoot, name: string, property: PropertyDefinition): unknown {
  const samples = root.samples.get(name) ?? []
  if (samples.length > 0 && random.chance(0.6)) return random.pick(samples)
  if (random.chance(0.3))
    return random.pick<unknown>([null, true, 0, -1, 1e21, '1e400', [], {}, [1], { a: { b: [] } }, ...HOSTILE])
  if (property.members !== undefined) return random.chance(0.8) ? random.pick(property.members) : random.pick(HOSTILE)
  if (property.type === 'Guid') {
    const others = [...root.ids.values()]
    const ids = others[random.below(others.length)] ?? []
    return random.pick(['00000000-0000-0000-0000-000000000000', CID, 'abc', ...ids.slice(0, 2)])
  }
  const full = 'x'.repeat(property.maxLength ?? 20)
  return random.pick(values[property.type] ?? ['A', 'EUR', 'PCS', 'DE', '10000', full, `${full}x`, ...HOSTILE])
}

const amounts = [0, 1, 2.5, -3, 100, 1e9, 999999999999999, 0.00001, '7', '1e400']
const values: Readonly<Partial<Record<EdmType, readonly unknown[]>>> = {
  Decimal: amounts,
  Int32: amounts,
  Int64: amounts,
  Boolean: [true, false, 'true', 1],
  Date: ['2026-08-21', '0001-01-01', '2026-02-30', '', '21.08.2026', '2026-08-21T00:00:00Z'],
  DateTimeOffset: ['2026-08-21T10:00:00Z', '0001-01-01T00:00:00Z', 'now'],
}
