import { connectorContract } from '../contracts/connector-contract.ts'
import { countingIds } from '../seeded-random.ts'
import { account, demoEntities } from '../world/demo-entities.ts'
import { recordId } from '../world/engine-world.ts'
import { memoryConnector } from './memory-connector.ts'
import { memorySystem } from './memory-system.ts'

const variants = [
  { label: 'in memory', options: {} },
  { label: 'in memory, answering nothing', options: { answersRecord: false, saysWriter: false, feedPageSize: 1 } },
]

for (const { label, options } of variants)
  connectorContract(label, async () => {
    const system = memorySystem(
      'crm',
      demoEntities.filter(({ side }) => side === 'crm'),
      { now: () => 0 },
    )
    const newId = countingIds()
    return {
      connector: memoryConnector(system, options),
      entity: account,
      fields: { name: 'name', other: 'group' },
      people: {
        async add(values) {
          const id = recordId(newId())
          system.put('account', id, values)
          return id
        },
        edit: async (id, values) => system.put('account', id, values),
        remove: async (id) => system.remove('account', id),
      },
      close: async () => undefined,
    }
  })
