/**
 * A value of the API for an element: loaded when its key changes, kept on the page while it is read anew and when that
 * fails. One request at a time; what was asked for meanwhile is asked once afterwards.
 */
import type { Problem } from '@koble/ui'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { problemOf } from '../api/api-failure.ts'

export type LoadedOptions<Value> = {
  /** What the value depends on; `undefined` loads nothing. */
  readonly key: () => string | undefined
  readonly load: () => Promise<Value>
  /** Shows the old value until the new key's one is there: for filters, not for other records. */
  readonly keep?: boolean
}

/** How it stands, as plain data for a child to render. */
export type Snapshot<Value> = {
  readonly value: Value | undefined
  readonly problem: Problem | undefined
  readonly loading: boolean
}

export class Loaded<Value> implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #options: LoadedOptions<Value>
  #key: string | undefined
  #wanted = false
  #running: Promise<void> | undefined
  #connected = false
  value: Value | undefined
  problem: Problem | undefined

  constructor(host: ReactiveControllerHost, options: LoadedOptions<Value>) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  get loading(): boolean {
    return this.#running !== undefined
  }

  snapshot(): Snapshot<Value> {
    const { value, problem, loading } = this
    return { value, problem, loading }
  }

  hostConnected(): void {
    this.#connected = true
  }

  hostDisconnected(): void {
    this.#connected = false
    this.#key = undefined
  }

  hostUpdate(): void {
    const key = this.#options.key()
    if (key === this.#key) return
    this.#key = key
    this.problem = undefined
    if (this.#options.keep !== true) this.value = undefined
    if (key !== undefined) void this.reload()
  }

  /** Never rejects: what fails is in `problem`. */
  reload(): Promise<void> {
    this.#wanted = true
    this.#running ??= this.#run()
    return this.#running
  }

  /** Puts a newer value in place: an answer that carried it. */
  set(value: Value): void {
    this.value = value
    this.problem = undefined
    this.#host.requestUpdate()
  }

  async #run(): Promise<void> {
    // So that `loading` is true before the first request, and a host that is updating is not asked to update again.
    await Promise.resolve()
    while (this.#wanted && this.#connected) {
      this.#wanted = false
      const key = this.#key
      const outcome = await this.#attempt()
      if (key === this.#key) Object.assign(this, outcome)
      this.#host.requestUpdate()
    }
    this.#running = undefined
    this.#host.requestUpdate()
  }

  async #attempt(): Promise<{ value: Value | undefined; problem: Problem | undefined }> {
    try {
      return { value: await this.#options.load(), problem: undefined }
    } catch (error) {
      return { value: this.value, problem: problemOf(error) }
    }
  }
}
