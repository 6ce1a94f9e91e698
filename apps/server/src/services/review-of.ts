/** The review before a full synchronization: a row a table, in dependency order. */
import { dependencyOrder, type Connector, type TableMapping } from '@koble/core'
import type { Store } from '@koble/store'
import type { Remote } from '../remotes/remotes.ts'
import { entitiesOf } from '../remotes/entities.ts'
import type { Review } from './services.ts'

type Row = Review['tables'][number]

async function countOf(connector: Connector, entity: string, where: TableMapping['erpFilter']): Promise<number | null> {
  const found = entitiesOf(connector.side).find(({ name }) => name === entity)
  return found === undefined ? null : connector.count(found, where).catch(() => null)
}

/** The side that has records leads; where both have, both do. A mapping's own direction limits it. */
function recommend(
  mapping: TableMapping,
  erpCount: number | null,
  crmCount: number | null,
): Row['recommendedDirection'] {
  if (mapping.direction !== 'both') return mapping.direction
  if (crmCount === 0) return 'toCrm'
  if (erpCount === 0) return 'toErp'
  return 'both'
}

export async function reviewOf(store: Store, { row, erp, crm }: Remote): Promise<Review> {
  const [mappings, standings] = await Promise.all([store.mappings.list(row.id), store.overview.mappings(row.id)])
  const tables = dependencyOrder(mappings.map(({ definition }) => definition)).map(async (mapping): Promise<Row> => {
    const [erpCount, crmCount] = await Promise.all([
      countOf(erp, mapping.erp, mapping.erpFilter),
      countOf(crm, mapping.crm, mapping.crmFilter),
    ])
    const standing = standings.get(mapping.name)
    const attention = (standing?.conflicts ?? 0) + (standing?.problems ?? 0) + (standing?.failed ?? 0)
    const coupled = standing?.coupled ?? 0
    const references = mapping.fields.flatMap(({ reference }) => (reference ? [reference.mapping] : []))
    return {
      mapping: mapping.name,
      label: mapping.label,
      dependsOn: [...new Set([...mapping.dependsOn, ...references])].filter((name) => name !== mapping.name),
      enabled: mapping.enabled,
      direction: mapping.direction,
      recommendedDirection: recommend(mapping, erpCount, crmCount),
      coupled,
      erpCount,
      crmCount,
      state: attention > 0 ? 'attention' : coupled === 0 ? 'new' : 'synchronized',
      note:
        standing?.trouble?.error.message ??
        (attention > 0 ? (attention === 1 ? '1 record needs a person.' : `${attention} records need a person.`) : null),
    }
  })
  return { tables: await Promise.all(tables) }
}
