import { randomUUID } from 'node:crypto'
import type { ConnectionId, JobId } from '@koble/core'
import { storeContract } from '@koble/testing'
import { databases } from '../testing/open-test-store.ts'

for (const { name, open } of databases) {
  storeContract(name, async () => {
    const { store, close } = await open()
    return {
      store: store.engine,
      newConnection: async () => randomUUID() as ConnectionId,
      newJob: async (connection, kind) =>
        (await store.jobs.create({ id: randomUUID() as JobId, connection, kind, request: {} }, 1)).id,
      requestCancel: async (job) => void (await store.jobs.requestCancel(job, 2)),
      close,
    }
  })
}
