/** Reads a page's data anew when the stream says that something moved: one request at a time, and not at every event of a burst. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { listenLive, type LiveEvent, type LiveType } from './live-hub.ts'

const restMs = 300

export type LiveReloadOptions = {
  readonly types: readonly LiveType[]
  readonly reload: () => Promise<void>
  /** Which events count; all of the types when absent. */
  readonly concerns?: (event: LiveEvent) => boolean
}

export class LiveReload implements ReactiveController {
  readonly #options: LiveReloadOptions
  #stop: (() => void) | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #busy = false
  #missed = false

  constructor(host: ReactiveControllerHost, options: LiveReloadOptions) {
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    this.#stop = listenLive((event) => this.#heard(event))
  }

  hostDisconnected(): void {
    this.#stop?.()
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #heard(event: LiveEvent): void {
    const { types, concerns } = this.#options
    const counts = event.type === 'reconnected' || (types.includes(event.type) && concerns?.(event) !== false)
    if (!counts) return
    if (this.#busy) this.#missed = true
    else this.#timer ??= setTimeout(() => void this.#reload(), restMs)
  }

  async #reload(): Promise<void> {
    this.#timer = undefined
    this.#busy = true
    this.#missed = false
    await this.#options.reload()
    this.#busy = false
    if (this.#missed && this.#stop !== undefined) this.#timer ??= setTimeout(() => void this.#reload(), restMs)
  }
}
