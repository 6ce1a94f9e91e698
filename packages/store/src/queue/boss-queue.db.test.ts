import { randomUUID } from 'node:crypto'
import type { ConnectionId, JobId } from '@koble/core'
import { queueContract } from '@koble/testing'
import { databases } from '../testing/open-test-store.ts'

for (const { name, open } of databases) {
  queueContract(`pg-boss, ${name}`, async () => {
    const { store, close } = await open()
    const queue = await store.openQueue()
    return {
      queue,
      newConnection: async () => randomUUID() as ConnectionId,
      newJob: async () => randomUUID() as JobId,
      pass: async () => undefined,
      now: () => Date.now(),
      async close() {
        await queue.close()
        await close()
      },
    }
  })
}
