import type { ConnectionId } from '@koble/core'
import { storeContract } from '../contracts/store-contract.ts'
import { countingIds } from '../seeded-random.ts'
import { memoryStore } from './memory-store.ts'

storeContract('in memory', async () => {
  const newId = countingIds()
  const store = memoryStore(newId)
  return {
    store,
    newConnection: async () => newId() as ConnectionId,
    newJob: async (connection, kind) => store.createJob(connection, kind),
    requestCancel: async (job) => store.requestCancel(job),
    close: async () => undefined,
  }
})
