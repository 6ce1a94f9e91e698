import { beforeEach, describe, expect, it } from 'vitest'
import { createClock } from '../clock/create-clock.ts'
import { handTime } from '../fixtures/hand-time.ts'
import { createFaults } from './faults.ts'
import { createNotificationQueue } from './notification-queue.ts'
import type { HandTime } from '../fixtures/hand-time.ts'
import type { FaultRule, Notification, NotificationOutcome } from '../model/emulator.ts'

let time: HandTime
let sent: string[]
let answers: number[]

beforeEach(() => {
  time = handTime()
  sent = []
  answers = []
})

function openQueue(...rules: readonly FaultRule[]): ReturnType<typeof createNotificationQueue> {
  const clock = createClock({ source: time })
  const faults = createFaults()
  faults.set(1, rules)
  return createNotificationQueue({
    clock,
    faults,
    delayMs: () => 30_000,
    fetch: (_url, init) => {
      sent.push(
        `${typeof init.body === 'string' ? init.body : ''} at ${clock.now() - Date.parse('2026-08-21T10:00:00Z')}`,
      )
      const status = answers.shift() ?? 202
      return status === 0
        ? Promise.reject(new TypeError('fetch failed'))
        : Promise.resolve(new Response(null, { status }))
    },
  })
}

function note(body: string): Notification {
  return { url: 'http://koble.test/hook', headers: {}, body, subject: 'customers' }
}

/** Lets the answers of sent notifications arrive. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

describe('notifications', () => {
  it('wait their delay and are merged by key', async () => {
    const queue = openQueue()
    queue.enqueue(note('a'), { key: 's1' })
    time.pass(20_000)
    queue.enqueue(note('b'), { key: 's1', merge: (waiting, next) => ({ ...next, body: [waiting.body, next.body] }) })
    time.pass(9_999)
    expect(sent).toEqual([])
    time.pass(1)
    expect(sent).toEqual(['["a","b"] at 30000'])
    queue.enqueue(note('c'), { key: 's1', delayMs: 0 })
    time.pass(0)
    expect(sent[1]).toBe('"c" at 30000')
    await queue.idle()
  })

  it('are sent again as the rule says, until it gives up, and the outcome is told', async () => {
    const outcomes: NotificationOutcome[] = []
    const queue = openQueue()
    answers = [503, 0, 400]
    queue.enqueue(note('a'), {
      delayMs: 0,
      retry: (outcome) => (outcome.attempt < 3 ? 1000 * outcome.attempt : undefined),
      done: (outcome) => outcomes.push(outcome),
    })
    for (const pause of [0, 1000, 2000, 9000]) {
      time.pass(pause)
      await settle()
    }
    expect(sent).toEqual(['"a" at 0', '"a" at 1000', '"a" at 3000'])
    expect(outcomes).toEqual([{ attempt: 3, status: 400 }])
  })

  it('of a subscription that is gone are forgotten', () => {
    const queue = openQueue()
    queue.enqueue(note('a'), { key: 's1:x' })
    queue.enqueue(note('b'), { key: 's2:x' })
    queue.forget('s1:')
    time.pass(30_000)
    expect(sent).toEqual(['"b" at 30000'])
  })

  it.each([
    ['dropNotification', ['"b" at 30000']],
    ['duplicateNotification', ['"a" at 30000', '"a" at 30000', '"b" at 30000']],
    ['delayNotification', ['"b" at 30000', '"a" at 40000']],
    ['reorderNotification', ['"b" at 30000', '"a" at 30001']],
  ] as const)('are struck by %s', (kind, expected) => {
    const queue = openQueue({ kind, times: 1 })
    queue.enqueue(note('a'))
    queue.enqueue(note('b'))
    time.pass(60_000)
    expect(sent).toEqual(expected)
  })

  it('held for reordering go out after all when no other comes', () => {
    const queue = openQueue({ kind: 'reorderNotification', delayMs: 5000 })
    queue.enqueue(note('a'))
    time.pass(60_000)
    expect(sent).toEqual(['"a" at 35000'])
  })

  it('are struck by the rules that their address or subject fits', () => {
    const queue = openQueue({ kind: 'dropNotification', match: { path: 'customers' } })
    queue.enqueue(note('a'))
    queue.enqueue({ ...note('b'), subject: 'items' })
    time.pass(60_000)
    expect(sent).toEqual(['"b" at 30000'])
  })
})
