/**
 * Asks for the facts of an element's record, once a record, and again by `refresh()`. Keeps the last values of the same record
 * while it asks and when it fails; forgets them when the record changes or the right to them is gone.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Busy } from '../box/box-state.ts'
import { emit } from '../events.ts'
import type { Facts } from './facts.ts'
import { isPassing, type Failure } from './failure.ts'
import { pauseMs } from './look-again.ts'
import { requestFacts, type Answer, type FactsQuery, type GetToken } from './request-facts.ts'

export interface FactsSource {
  readonly server: string
  readonly connection: string
  readonly getToken: GetToken | undefined
  /** Null while there is no record to ask about. */
  readonly query: FactsQuery | null
}

type Host = ReactiveControllerHost & HTMLElement

/** Figures older than this are asked again when the page is looked at again; never while nobody looks. */
const freshMs = 5 * 60_000

export class FactsController implements ReactiveController {
  facts: Facts | null = null
  failure: Failure | null = null
  busy: Busy = 'no'
  /** Counts the answers, so that the element can announce each one once. */
  answers = 0
  readonly #host: Host
  readonly #source: () => FactsSource
  #key: string | null = null
  #getToken: GetToken | undefined
  #running: AbortController | null = null
  #retry: ReturnType<typeof setTimeout> | undefined
  #looks = 0
  /** A pause ended while nobody looked. */
  #missed = false

  constructor(host: Host, source: () => FactsSource) {
    this.#host = host
    this.#source = source
    host.addController(this)
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisible)
    // Moved in the document: what was aborted on the way out is asked again.
    if (this.#key !== null && this.facts === null) this.#key = null
    this.#host.requestUpdate()
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisible)
    this.#stop()
  }

  hostUpdate(): void {
    const { server, connection, query, getToken } = this.#source()
    const key = query === null ? null : JSON.stringify([server, connection, query])
    const signedInAnew = getToken !== this.#getToken && this.failure?.code === 'signedOut'
    this.#getToken = getToken
    if (key === this.#key && !signedInAnew) return
    if (key !== this.#key) this.#forget()
    if (signedInAnew) this.failure = null
    this.#key = key
    if (key !== null) void this.#ask()
  }

  /** Asks anew and resolves when the answer is shown. */
  async refresh(): Promise<void> {
    if (this.#key !== null) await this.#ask()
    await this.#host.updateComplete
  }

  #forget(): void {
    this.#stop()
    this.facts = null
    this.failure = null
    this.#looks = 0
  }

  #stop(): void {
    clearTimeout(this.#retry)
    this.#running?.abort()
    this.#running = null
    this.busy = 'no'
  }

  async #ask(): Promise<void> {
    const { query, ...source } = this.#source()
    if (query === null) return
    this.#stop()
    const running = new AbortController()
    this.#running = running
    this.#setBusy('signingIn')
    const onSignedIn = (): void => {
      if (this.#running === running) this.#setBusy('loading')
    }
    const answer = await requestFacts({ ...source, query, signal: running.signal, onSignedIn })
    if (this.#running === running) this.#take(answer)
  }

  #setBusy(busy: Busy): void {
    this.busy = busy
    this.#host.requestUpdate()
  }

  #take(answer: Answer): void {
    this.#running = null
    const { failure } = answer
    if (answer.facts !== null || failure?.code === 'noPermission') this.facts = answer.facts
    this.failure = failure
    this.answers++
    this.#setBusy('no')
    this.#plan()
    if (failure === null) return
    emit(this.#host, 'koble-error', { code: failure.problem ?? failure.code, correlationId: failure.correlationId })
    if (failure.code === 'signedOut') emit(this.#host, 'koble-auth-needed', null)
  }

  #plan(): void {
    this.#missed = false
    const pause = pauseMs(this.facts, this.failure, this.#looks)
    if (pause === null) this.#looks = 0
    else this.#retry = setTimeout(() => this.#lookAgain(), pause)
  }

  /** Nobody looks at a hidden page: then it waits until somebody does. */
  #lookAgain(): void {
    this.#looks++
    if (document.hidden) this.#missed = true
    else void this.#ask()
  }

  readonly #onVisible = (): void => {
    if (document.hidden || this.busy !== 'no') return
    const isOld = Date.now() - Date.parse(this.facts?.asOf ?? '') > freshMs
    if (isOld || this.#missed || (this.failure !== null && isPassing(this.failure))) void this.#ask()
  }
}
