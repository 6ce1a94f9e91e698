/** What all boxes do alike: ask, draw, announce, copy, keep the focus, tell the host their height. */
import type { LitElement, ReactiveController, TemplateResult } from 'lit'
import { FactsController, type FactsSource } from '../facts/facts-controller.ts'
import type { Facts } from '../facts/facts.ts'
import { serverAddress } from '../facts/request-facts.ts'
import { emit } from '../events.ts'
import { formatAsOf } from '../format/format-time.ts'
import type { Texts } from '../texts/en.ts'
import { languageTag, textsFor } from '../texts/texts-for.ts'
import { boxState } from './box-state.ts'
import { boxView, type Shape } from './box-view.ts'
import { copyText } from './copy-text.ts'

export interface ContentTools {
  readonly texts: Texts
  readonly language: string
  readonly copy: (key: string, shown: HTMLElement) => void
}

export interface BoxDefinition {
  readonly title: (texts: Texts) => string
  readonly shape: Shape
  readonly content: (facts: Facts, tools: ContentTools) => TemplateResult
}

type BoxElement = LitElement & { readonly language: string }

export class BoxController implements ReactiveController {
  readonly #element: BoxElement
  readonly #definition: BoxDefinition
  readonly #source: () => FactsSource
  readonly #facts: FactsController
  readonly #sizes: ResizeObserver
  #announcement = ''
  #announced = 0
  #askedByHand = false
  #ready = false
  #height = 0
  #hadFocus = false

  constructor(element: BoxElement, definition: BoxDefinition, source: () => FactsSource) {
    this.#element = element
    this.#definition = definition
    this.#source = source
    this.#facts = new FactsController(element, source)
    this.#sizes = new ResizeObserver(() => this.#tellHeight())
    element.addController(this)
  }

  hostConnected(): void {
    this.#sizes.observe(this.#element)
  }

  hostDisconnected(): void {
    this.#sizes.disconnect()
  }

  hostUpdate(): void {
    const focused = this.#element.shadowRoot?.activeElement ?? null
    this.#hadFocus = focused !== null
    if (this.#facts.answers !== this.#announced) this.#announce()
  }

  /** A pressed button that is gone (Try again, after it helped) must not drop the focus to the page. */
  hostUpdated(): void {
    if (this.#hadFocus && this.#element.shadowRoot?.activeElement === null) this.#find('.refresh')?.focus()
    if (this.#ready || this.#facts.answers === 0) return
    this.#ready = true
    emit(this.#element, 'koble-ready', null)
  }

  refresh(): Promise<void> {
    return this.#facts.refresh()
  }

  focus(options?: FocusOptions): void {
    this.#find('h2')?.focus(options)
  }

  render(): TemplateResult {
    const { facts, failure, busy } = this.#facts
    const { server, query } = this.#source()
    const address = serverAddress(server)
    const tools = this.#tools()
    return boxView({
      ...tools,
      title: this.#definition.title(tools.texts),
      shape: this.#definition.shape,
      state: boxState({ configured: address !== null, hasRecord: query !== null, busy, facts, failure }),
      facts,
      failure,
      busy: busy !== 'no',
      announcement: this.#announcement,
      serverOrigin: address === null ? '' : new URL(address).origin,
      nowMs: Date.now(),
      content: (shown) => this.#definition.content(shown, tools),
      refresh: () => this.#refreshByHand(),
      navigate: (event, url) => this.#navigate(event, url),
    })
  }

  #tools(): ContentTools {
    const language = languageTag(this.#element.language)
    return { language, texts: textsFor(language), copy: (key, shown) => void this.#copy(key, shown) }
  }

  #refreshByHand(): void {
    if (this.#facts.busy !== 'no') return
    this.#askedByHand = true
    void this.#facts.refresh()
  }

  /** What a person asked for, and what failed; never each figure. */
  #announce(): void {
    this.#announced = this.#facts.answers
    const { facts, failure } = this.#facts
    const { texts, language } = this.#tools()
    const time = formatAsOf(new Date().toISOString(), language, Date.now())
    if (failure !== null) this.#announcement = texts.states[failure.code].heading
    else this.#announcement = this.#askedByHand && facts !== null ? texts.updated(time) : ''
    this.#askedByHand = false
  }

  #navigate(event: Event, url: string): void {
    if (!emit(this.#element, 'koble-navigate', { url, target: '_blank' })) event.preventDefault()
  }

  async #copy(key: string, shown: HTMLElement): Promise<void> {
    if (!emit(this.#element, 'koble-copy', { key, text: shown.innerText })) return
    const { texts } = this.#tools()
    this.#announcement = (await copyText(shown)) === 'copied' ? texts.copied : texts.copyByHand
    this.#element.requestUpdate()
  }

  #tellHeight(): void {
    const height = Math.ceil(this.#element.getBoundingClientRect().height)
    if (height === this.#height) return
    this.#height = height
    emit(this.#element, 'koble-resize', { height })
  }

  #find(selector: string): HTMLElement | null {
    return this.#element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null
  }
}
