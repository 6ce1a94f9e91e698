/** Random addresses below a root: sets, keys, properties, navigation, actions, and what is none of these. */
import type { EntitySetDefinition } from '@koble/odata-server'
import type { Random } from '@koble/odata-server/testing'
import { CID } from '../../testing/test-erp.ts'
import type { FuzzedRoot } from './fuzzed-root.ts'
import { HOSTILE } from './hostile-texts.ts'

export function companyPart(random: Random, set: EntitySetDefinition): string {
  if (set.name === 'companies' || set.name === 'subscriptions') return random.chance(0.8) ? '' : `companies(${CID})/`
  return random.chance(0.9)
    ? `companies(${CID})/`
    : random.pick([
        '',
        "companies(name='Fjordlys%20Trading')/",
        `companies(id=${CID})/`,
        'companies(x)/',
        "companies(name='No''body')/",
        'companies()/',
      ])
}

function drawKey(random: Random, root: FuzzedRoot, set: EntitySetDefinition): string {
  const ids = root.ids.get(set.name) ?? []
  if (ids.length > 0 && random.chance(0.8)) return random.pick(ids)
  return random.pick([
    '00000000-0000-0000-0000-000000000000',
    '11111111-1111-1111-1111-111111111111',
    'not-a-key',
    "'text'",
    "number='10000'",
    `id=${CID}`,
    'id=1,number=2',
    '12',
    '',
    `'${encodeURIComponent(random.pick(HOSTILE))}'`,
  ])
}

export function drawPath(
  random: Random,
  root: FuzzedRoot,
  set: EntitySetDefinition,
): { readonly path: string; readonly isAction: boolean } {
  const entity = `${set.name}(${drawKey(random, root, set)})`
  const properties = Object.keys(set.properties)
  const navigations = Object.keys(set.navigation ?? {})
  const operations = Object.keys(set.operations ?? {})
  if (operations.length > 0 && random.chance(0.35)) {
    const action = `Microsoft.NAV.${random.pick(operations)}`
    return {
      path: `${random.chance(0.9) ? entity : set.name}/${random.chance(0.9) ? action : action.toUpperCase()}`,
      isAction: true,
    }
  }
  const tail = random.pick([
    () => set.name,
    () => set.name,
    () => `${set.name}/$count`,
    () => entity,
    () => entity,
    () => entity,
    () => `${entity}/${random.pick(properties)}`,
    () => `${entity}/${random.pick(properties)}/$value`,
    () => (navigations.length === 0 ? entity : `${entity}/${random.pick(navigations)}`),
    () => (navigations.length === 0 ? entity : `${entity}/${random.pick(navigations)}/$count`),
    () => (navigations.length === 0 ? entity : `${entity}/${random.pick(navigations)}/$ref`),
    () => (navigations.length === 0 ? entity : `${entity}/${random.pick(navigations)}(${drawKey(random, root, set)})`),
    () => `${entity}/$ref`,
    () => `${entity}/Microsoft.NAV.nothing`,
    () =>
      random.pick([
        '$metadata',
        '',
        '$batch',
        '$entity',
        '$all',
        'fixedAssets',
        'nothing',
        'Microsoft.NAV.post',
        '$crossjoin(customers,items)',
      ]),
  ])()
  return { path: tail, isAction: false }
}
