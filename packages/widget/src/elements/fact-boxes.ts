/** `<koble-fact-boxes>`: the boxes that fit the record of its host page, or of its attributes `entity` and `record-id`. */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { boxStyles } from '../box/box-styles.css.ts'
import { icons } from '../box/icons.ts'
import { emit } from '../events.ts'
import type { GetToken } from '../facts/request-facts.ts'
import type { HostChange, HostPage, HostRecord } from '../hosts/host-page.ts'
import { languageTag, textsFor } from '../texts/texts-for.ts'
import { boxDefaults, boxProperties, type BoxProperties, type Density, type Theme } from './box-properties.ts'
import { boxesFor, type BoxName } from './boxes-for.ts'

const layout = css`
  .boxes {
    display: grid;
    align-items: start;
    gap: 12px;
  }
  @container (inline-size >= 720px) {
    .boxes {
      grid-template-columns: repeat(auto-fit, minmax(320px, 1fr));
    }
  }
`

/** A save reaches the other system within some seconds: then the boxes look once more. */
export const afterSaveMs = 8000

type Box = HTMLElement & { refresh(): Promise<void> }

export class KobleFactBoxes extends LitElement implements BoxProperties {
  static override properties = {
    ...boxProperties,
    entity: {},
    recordId: { attribute: 'record-id' },
    hostPage: { attribute: false },
  }
  static override styles = [...boxStyles, layout]
  declare server: string
  declare connection: string
  declare language: string
  declare theme: Theme
  declare density: Density
  declare getToken: GetToken | undefined
  declare entity: string
  declare recordId: string
  /** Set by a host adapter; goes before the attributes. */
  declare hostPage: HostPage | undefined
  readonly #sizes = new ResizeObserver(() => this.#tellHeight())
  readonly #answered = new Set<BoxName>()
  #ready = false
  #height = 0
  #unlisten: (() => void) | undefined
  #lookAgain: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    Object.assign(this, boxDefaults, { entity: '', recordId: '', hostPage: undefined })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#sizes.observe(this)
    this.#listen()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#sizes.disconnect()
    this.#unlisten?.()
    clearTimeout(this.#lookAgain)
  }

  async refresh(): Promise<void> {
    await this.updateComplete
    await Promise.all(this.#boxes().map((box) => box.refresh()))
  }

  override focus(options?: FocusOptions): void {
    this.#boxes()[0]?.focus(options)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('hostPage')) this.#listen()
  }

  #listen(): void {
    this.#unlisten?.()
    this.#unlisten = this.hostPage?.listen((change) => this.#onChange(change))
  }

  #onChange(change: HostChange): void {
    if (change === 'record') this.requestUpdate()
    else this.#onSaved()
  }

  #onSaved(): void {
    clearTimeout(this.#lookAgain)
    this.#lookAgain = setTimeout(() => void this.refresh(), afterSaveMs)
    void this.refresh()
  }

  #boxes(): Box[] {
    return [...this.renderRoot.querySelectorAll<Box>('.boxes > *')]
  }

  #record(): HostRecord | null {
    if (this.hostPage !== undefined) return this.hostPage.record()
    return this.entity === '' ? null : { entity: this.entity, id: this.recordId }
  }

  protected override render(): TemplateResult {
    const record = this.#record()
    if (record === null) return this.#noRecord()
    const boxes = boxesFor(record.entity)
    return html`<div class="boxes" @koble-resize=${stop} @koble-ready=${(event: Event) => this.#onReady(event, boxes)}>
      ${boxes.map((name) => this.#box(name, record))}
    </div>`
  }

  #box(name: BoxName, record: HostRecord): TemplateResult {
    const { connection, theme, density, hostPage } = this
    const server = hostPage?.server ?? this.server
    const language = this.language || (hostPage?.language() ?? '')
    const getToken = hostPage?.getToken ?? this.getToken
    if (name === 'account-statistics')
      return html`<koble-account-statistics
        data-box=${name}
        .server=${server}
        .connection=${connection}
        .language=${language}
        .theme=${theme}
        .density=${density}
        .getToken=${getToken}
        .accountId=${record.id}
      ></koble-account-statistics>`
    return html`<koble-sync-status
      data-box=${name}
      .server=${server}
      .connection=${connection}
      .language=${language}
      .theme=${theme}
      .density=${density}
      .getToken=${getToken}
      .entity=${record.entity}
      .recordId=${record.id}
    ></koble-sync-status>`
  }

  #noRecord(): TemplateResult {
    const { boxes, noRecord, language } = textsFor(languageTag(this.language))
    return html`<section class="box" aria-label=${boxes} data-state="noRecord" lang=${language}>
      <div class="panel">
        ${icons.info}
        <div>
          <strong>${noRecord.heading}</strong>
          <p>${noRecord.body}</p>
        </div>
      </div>
    </section>`
  }

  /** One event for all: when the last of the boxes has its first answer. */
  #onReady(event: Event, boxes: readonly BoxName[]): void {
    event.stopPropagation()
    const name = event.target instanceof HTMLElement ? event.target.dataset['box'] : undefined
    for (const box of boxes) if (box === name) this.#answered.add(box)
    if (this.#ready || this.#answered.size < boxes.length) return
    this.#ready = true
    emit(this, 'koble-ready', null)
  }

  #tellHeight(): void {
    const height = Math.ceil(this.getBoundingClientRect().height)
    if (height === this.#height) return
    this.#height = height
    emit(this, 'koble-resize', { height })
  }
}

/** The height of one box is no affair of the page. */
const stop = (event: Event): void => event.stopPropagation()
