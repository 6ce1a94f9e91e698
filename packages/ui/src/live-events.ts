/**
 * Server-sent events for an element, with the state of the line. The browser reconnects by itself while the server is
 * away; where it gives up (an answer that is no event stream, a 401), this tries again with growing pauses.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline'

export type LiveEventsOptions = {
  readonly url: string
  /** Names of the events to listen to; `message` is the unnamed one. */
  readonly types: readonly string[]
  readonly onEvent: (type: string, data: string) => void
  /** After a reconnection: what happened in between was not heard, so the page reads anew. */
  readonly onReconnected?: () => void
}

const firstPauseMs = 1_000
const longestPauseMs = 30_000

export class LiveEvents implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #options: LiveEventsOptions
  #source: EventSource | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #pauseMs = firstPauseMs
  #wasLive = false
  state: ConnectionState = 'connecting'

  constructor(host: ReactiveControllerHost, options: LiveEventsOptions) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    this.#open()
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer)
    this.#source?.close()
    this.#source = undefined
  }

  #open(): void {
    const source = new EventSource(this.#options.url)
    this.#source = source
    source.addEventListener('open', () => this.#opened())
    source.addEventListener('error', () => this.#failed(source))
    for (const type of this.#options.types) {
      source.addEventListener(type, (event) => this.#options.onEvent(type, String(event.data)))
    }
  }

  #opened(): void {
    this.#pauseMs = firstPauseMs
    this.#become('live')
    if (this.#wasLive) this.#options.onReconnected?.()
    this.#wasLive = true
  }

  #failed(source: EventSource): void {
    this.#become(navigator.onLine ? 'reconnecting' : 'offline')
    if (source.readyState !== EventSource.CLOSED) return
    this.#timer = setTimeout(() => this.#open(), this.#pauseMs)
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs)
  }

  #become(state: ConnectionState): void {
    if (this.state === state) return
    this.state = state
    this.#host.requestUpdate()
  }
}
