/** Outgoing notifications: delayed, merged by key, retried as the application says, struck by faults. They are nudges: a restart loses those waiting. */
import { stringifyJson } from '../values/json.ts'
import type { Clock } from '../model/clock.ts'
import type { Notification, NotificationOutcome, NotificationQueue, RetryRule } from '../model/emulator.ts'
import type { Faults } from './faults.ts'

export interface QueueOptions {
  readonly clock: Clock
  readonly faults: Faults
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Delay of notifications that name none. */
  readonly delayMs: () => number
}

type EnqueueOptions = NonNullable<Parameters<NotificationQueue['enqueue']>[1]>

interface Waiting {
  notification: Notification
  readonly options: EnqueueOptions
  cancel: () => void
}

const longestAnswerMs = 60_000

export function createNotificationQueue(setting: QueueOptions): NotificationQueue & { close(): void } {
  return new Queue(setting)
}

class Queue {
  readonly #setting: QueueOptions
  readonly #waiting = new Set<Waiting>()
  readonly #byKey = new Map<string, Waiting>()
  readonly #idle: (() => void)[] = []
  #running = 0
  #held: (() => void) | undefined

  constructor(setting: QueueOptions) {
    this.#setting = setting
  }

  enqueue(notification: Notification, options: EnqueueOptions = {}): void {
    const same = options.key === undefined ? undefined : this.#byKey.get(options.key)
    if (same !== undefined) {
      same.notification = options.merge === undefined ? notification : options.merge(same.notification, notification)
      return
    }
    const fault = this.#setting.faults.forNotification({
      method: 'POST',
      path: `${notification.url} ${notification.subject}`,
    })
    const delayMs = options.delayMs ?? this.#setting.delayMs()
    if (fault?.kind === 'dropNotification') return
    if (fault?.kind === 'reorderNotification') return this.#hold(notification, options, delayMs, fault.delayMs ?? 5000)
    this.#wait(
      notification,
      options,
      fault?.kind === 'delayNotification' ? delayMs + (fault.delayMs ?? 10_000) : delayMs,
    )
    if (fault?.kind === 'duplicateNotification')
      this.#wait(notification, withoutKey(options), delayMs + (fault.delayMs ?? 0))
    this.#release()
  }

  /** Held until another one has been sent, at most `longestMs` longer than its own delay. */
  #hold(notification: Notification, options: EnqueueOptions, delayMs: number, longestMs: number): void {
    this.#release()
    const waiting = this.#wait(notification, options, delayMs + longestMs)
    this.#held = () => {
      if (!this.#waiting.has(waiting)) return
      waiting.cancel()
      waiting.cancel = this.#setting.clock.schedule(delayMs + 1, () => this.#send(waiting, 1))
    }
  }

  #release(): void {
    this.#held?.()
    this.#held = undefined
  }

  #wait(notification: Notification, options: EnqueueOptions, delayMs: number): Waiting {
    const waiting: Waiting = { notification, options, cancel: () => undefined }
    this.#waiting.add(waiting)
    if (options.key !== undefined) this.#byKey.set(options.key, waiting)
    waiting.cancel = this.#setting.clock.schedule(delayMs, () => this.#send(waiting, 1))
    return waiting
  }

  #send(waiting: Waiting, attempt: number): void {
    this.#drop(waiting)
    this.#running += 1
    void this.#attempt(waiting.notification, attempt).then((outcome) => this.#settle(waiting, outcome))
  }

  #drop(waiting: Waiting): void {
    this.#waiting.delete(waiting)
    const { key } = waiting.options
    if (key !== undefined && this.#byKey.get(key) === waiting) this.#byKey.delete(key)
  }

  async #attempt(notification: Notification, attempt: number): Promise<NotificationOutcome> {
    const { url, headers, body } = notification
    try {
      const response = await this.#setting.fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
        body: stringifyJson(body),
        signal: AbortSignal.timeout(longestAnswerMs),
        redirect: 'manual',
      })
      await response.arrayBuffer()
      return { attempt, status: response.status }
    } catch (error) {
      return { attempt, failure: error instanceof Error ? error.message : String(error) }
    }
  }

  #settle(waiting: Waiting, outcome: NotificationOutcome): void {
    this.#running -= 1
    const again = retryDelay(waiting.options.retry, outcome)
    if (again !== undefined) {
      this.#waiting.add(waiting)
      waiting.cancel = this.#setting.clock.schedule(again, () => this.#send(waiting, outcome.attempt + 1))
    } else waiting.options.done?.(outcome)
    if (this.#waiting.size === 0 && this.#running === 0) for (const wake of this.#idle.splice(0)) wake()
  }

  forget(keyPrefix: string): void {
    for (const waiting of this.#waiting) {
      if (waiting.options.key?.startsWith(keyPrefix) !== true) continue
      waiting.cancel()
      this.#drop(waiting)
    }
  }

  send(url: string, init: RequestInit): Promise<Response> {
    return this.#setting.fetch(url, init)
  }

  idle(): Promise<void> {
    return this.#waiting.size === 0 && this.#running === 0
      ? Promise.resolve()
      : new Promise((resolve) => this.#idle.push(resolve))
  }

  close(): void {
    for (const waiting of this.#waiting) waiting.cancel()
    this.#waiting.clear()
    this.#byKey.clear()
  }
}

function withoutKey(options: EnqueueOptions): EnqueueOptions {
  const { key: _key, ...rest } = options
  return rest
}

function retryDelay(rule: RetryRule | undefined, outcome: NotificationOutcome): number | undefined {
  if ('status' in outcome && outcome.status < 300) return undefined
  return rule?.(outcome)
}
