/** Core's queue port in memory, by a clock that is passed in: for the simulator, and to hold the port's contract to something simple. */
import type { Clock, Queue, WorkItem } from '@koble/core'

interface Waiting {
  readonly item: WorkItem
  readonly from: number
  readonly sequence: number
}

const rank: Readonly<Record<WorkItem['priority'], number>> = { interactive: 0, normal: 1, background: 2 }

export interface MemoryQueueOptions {
  /** How long an item whose handler threw rests; 1,000 when absent. */
  readonly retryMs?: number
}

export const memoryQueue = (clock: Clock, options: MemoryQueueOptions = {}): Queue => {
  const waiting: Waiting[] = []
  const wakes = new Set<() => void>()
  let sequence = 0

  const add = (item: WorkItem, from: number): void => {
    const equal = waiting.findIndex((other) => other.item.connection === item.connection && other.item.job === item.job)
    const other = waiting[equal]
    if (other === undefined) waiting.push({ item, from, sequence: sequence++ })
    else waiting[equal] = { item: urgent(other.item, item), from: Math.min(other.from, from), sequence: other.sequence }
    for (const wake of wakes) wake()
  }

  const take = (busy: ReadonlySet<string>): WorkItem | null => {
    const due = waiting.filter(({ item, from }) => from <= clock.now() && !busy.has(item.connection))
    const next = due.toSorted((a, b) => rank[a.item.priority] - rank[b.item.priority] || a.sequence - b.sequence)[0]
    if (next === undefined) return null
    waiting.splice(waiting.indexOf(next), 1)
    return next.item
  }

  const busy = new Set<string>()

  return {
    async enqueue(item, { notBefore } = {}) {
      add(item, notBefore ?? clock.now())
    },

    async work(handler) {
      const stopping = new AbortController()
      const running = new Set<Promise<void>>()

      const run = async (item: WorkItem): Promise<void> => {
        try {
          await handler(item, stopping.signal)
        } catch {
          add(item, clock.now() + (options.retryMs ?? 1000))
        } finally {
          busy.delete(item.connection)
        }
      }

      const takeAll = (): void => {
        for (let item = take(busy); item !== null && !stopping.signal.aborted; item = take(busy)) {
          busy.add(item.connection)
          const work = run(item).finally(() => {
            running.delete(work)
            for (const wake of wakes) wake()
          })
          running.add(work)
        }
        sleepUntilNext()
      }

      /** Items that are not due yet wake the worker when they are. */
      const sleepUntilNext = (): void => {
        const next = Math.min(...waiting.map(({ from }) => from).filter((from) => from > clock.now()))
        if (Number.isFinite(next) && !stopping.signal.aborted)
          clock.sleep(next - clock.now(), stopping.signal).then(takeAll, () => undefined)
      }

      wakes.add(takeAll)
      takeAll()
      return {
        async stop() {
          wakes.delete(takeAll)
          stopping.abort(new Error('The queue is stopping.'))
          await Promise.all(running)
        },
      }
    },
  }
}

const urgent = (a: WorkItem, b: WorkItem): WorkItem => (rank[b.priority] < rank[a.priority] ? b : a)
