import type { ConnectionId, JobId } from '@koble/core'
import { queueContract } from '../contracts/queue-contract.ts'
import { countingIds } from '../seeded-random.ts'
import { virtualClock } from '../virtual-clock.ts'
import { memoryQueue } from './memory-queue.ts'

queueContract('in memory', async () => {
  const clock = virtualClock()
  const newId = countingIds()
  return {
    queue: memoryQueue(clock),
    newConnection: async () => newId() as ConnectionId,
    newJob: async () => newId() as JobId,
    pass: () => clock.advance(500),
    now: () => clock.now(),
    close: async () => undefined,
  }
})
