/** The contract of core's queue port as a vitest suite. */
import type { ConnectionId, JobId, Queue, WorkItem } from '@koble/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

export interface QueueUnderTest {
  readonly queue: Queue
  newConnection(): Promise<ConnectionId>
  newJob(connection: ConnectionId): Promise<JobId>
  /** Lets time pass where it is virtual; nothing to do where it is not. */
  pass(): Promise<void>
  now(): number
  close(): Promise<void>
}

const item = (connection: ConnectionId, change: Partial<WorkItem> = {}): WorkItem => ({
  connection,
  job: null,
  priority: 'normal',
  ...change,
})

interface Gate {
  readonly opened: Promise<void>
  open(): void
}
const gate = (): Gate => {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open: () => open() }
}

export const queueContract = (name: string, open: () => Promise<QueueUnderTest>): void => {
  describe(`queue contract: ${name}`, { timeout: 60_000 }, () => {
    let under: QueueUnderTest | null = null
    const opened = (): QueueUnderTest => {
      if (under === null) throw new Error('The queue under test is not open.')
      return under
    }
    beforeEach(async () => {
      under = await open()
    }, 60_000)
    afterEach(async () => under?.close())

    const until = (check: () => void): Promise<void> =>
      vi.waitFor(
        async () => {
          await opened().pass()
          check()
        },
        { timeout: 30_000, interval: 20 },
      )

    it('hands over what is enqueued, before or after work begins, as it was given', async () => {
      const { queue } = opened()
      const connection = await opened().newConnection()
      const job = await opened().newJob(connection)
      const seen: WorkItem[] = []
      await queue.enqueue(item(connection, { job, priority: 'interactive' }))
      const worker = await queue.work(async (taken) => void seen.push(taken))
      await queue.enqueue(item(connection))
      await until(() => expect(seen).toHaveLength(2))
      expect(seen).toContainEqual({ connection, job, priority: 'interactive' })
      expect(seen).toContainEqual({ connection, job: null, priority: 'normal' })
      await worker.stop()
    })

    it('does not double an equal item that is not begun, and takes one that comes while it runs', async () => {
      const { queue } = opened()
      const connection = await opened().newConnection()
      let begun = 0
      const first = gate()
      await queue.enqueue(item(connection))
      await queue.enqueue(item(connection))
      const worker = await queue.work(async () => {
        begun += 1
        if (begun === 1) await first.opened
      })
      await until(() => expect(begun).toBe(1))
      await queue.enqueue(item(connection))
      await queue.enqueue(item(connection))
      first.open()
      await until(() => expect(begun).toBe(2))
      const other = await opened().newConnection()
      await queue.enqueue(item(other))
      await until(() => expect(begun).toBe(3))
      await worker.stop()
    })

    it('runs at most one item of a connection at a time, and other connections beside it', async () => {
      const { queue } = opened()
      const [one, two] = [await opened().newConnection(), await opened().newConnection()]
      const jobs = [await opened().newJob(one), await opened().newJob(one), await opened().newJob(one)]
      const running = new Map<string, number>()
      let most = 0
      let done = 0
      const held = gate()
      const worker = await queue.work(async ({ connection }) => {
        running.set(connection, (running.get(connection) ?? 0) + 1)
        most = Math.max(most, running.get(connection) ?? 0)
        await held.opened
        running.set(connection, (running.get(connection) ?? 0) - 1)
        done += 1
      })
      for (const job of jobs) await queue.enqueue(item(one, { job }))
      await queue.enqueue(item(two))
      await until(() => expect([running.get(one), running.get(two)]).toEqual([1, 1]))
      held.open()
      await until(() => expect(done).toBe(4))
      expect(most).toBe(1)
      await worker.stop()
    })

    it('takes interactive work before normal and background work', async () => {
      const { queue } = opened()
      const connection = await opened().newConnection()
      const seen: string[] = []
      for (const priority of ['background', 'normal', 'interactive'] as const)
        await queue.enqueue(item(connection, { job: await opened().newJob(connection), priority }))
      const worker = await queue.work(async (taken) => void seen.push(taken.priority))
      await until(() => expect(seen).toHaveLength(3))
      expect(seen).toEqual(['interactive', 'normal', 'background'])
      await worker.stop()
    })

    it('gives an item again whose handler threw', async () => {
      const { queue } = opened()
      const connection = await opened().newConnection()
      let tries = 0
      const worker = await queue.work(async () => {
        tries += 1
        if (tries === 1) throw new Error('The first attempt of this test fails.')
      })
      await queue.enqueue(item(connection))
      await until(() => expect(tries).toBe(2))
      await worker.stop()
    })

    it('holds an item back until its time', async () => {
      const { queue } = opened()
      const connection = await opened().newConnection()
      const notBefore = opened().now() + 1500
      let takenAt: number | null = null
      const worker = await queue.work(async () => void (takenAt = opened().now()))
      await queue.enqueue(item(connection), { notBefore })
      await until(() => expect(takenAt).not.toBeNull())
      expect(takenAt).toBeGreaterThanOrEqual(notBefore)
      await worker.stop()
    })

    it('waits at its stop for the handler in hand, which sees its signal aborted, and takes no more', async () => {
      const { queue } = opened()
      const connection = await opened().newConnection()
      const later = await opened().newJob(connection)
      const seen: (JobId | null)[] = []
      let finished = false
      const worker = await queue.work(async (taken, signal) => {
        seen.push(taken.job)
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
        finished = true
      })
      await queue.enqueue(item(connection))
      await until(() => expect(seen).toHaveLength(1))
      await queue.enqueue(item(connection, { job: later }))
      await worker.stop()
      expect([finished, seen]).toEqual([true, [null]])
      const second = await queue.work(async (taken) => void seen.push(taken.job))
      await until(() => expect(seen).toContain(later))
      await second.stop()
    })
  })
}
