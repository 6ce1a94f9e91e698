/**
 * `<koble-ui-table>`: rows of data under columns that are data too. It sorts, selects, opens rows by keyboard, draws long
 * tables by window and becomes cards where it is narrower than 500 px. A native table with explicit roles, because the
 * card layout's `display` would take the native ones away.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { alignmentOf, cellText, cellValue, sortRows, type Column, type Sort } from '../column.ts'
import { columnWidths, type ColumnWidths } from '../column-widths.ts'
import { define } from '../define.ts'
import { emit } from '../emit.ts'
import { navigate } from '../navigate.ts'
import type { Problem } from '../problem.ts'
import { rowTarget } from '../row-target.ts'
import { rowWindow } from '../row-window.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'
import './button.ts'
import './empty-state.ts'
import './error-state.ts'
import './relative-time.ts'
import { tableHeader } from './table-header.ts'
import { tableSkeleton } from './table-skeleton.ts'
import { tableSorter } from './table-sorter.ts'
import { tableStyles } from './table-styles.css.ts'

export type SortDetail = Sort
export type SelectionDetail = { readonly keys: readonly string[] }
export type OpenDetail = { readonly key: string }

const windowedAbove = 200
const rowPx = 36
const narrowPx = 500
const cardsAtOnce = 100

export class Table extends LitElement {
  static override properties = {
    caption: {},
    columns: { attribute: false },
    rows: { attribute: false },
    rowKey: { attribute: false },
    rowHref: { attribute: false },
    rowActions: { attribute: false },
    loading: { type: Boolean },
    error: { attribute: false },
    emptyHeading: { attribute: 'empty-heading' },
    emptyText: { attribute: 'empty-text' },
    sort: { attribute: false },
    remote: { type: Boolean },
    selection: {},
    selected: { attribute: false },
    hasMore: { type: Boolean, attribute: 'has-more' },
    loadingMore: { type: Boolean, attribute: 'loading-more' },
    total: { type: Number },
    narrow: { state: true },
    overflows: { state: true },
    cards: { state: true },
    active: { state: true },
    scrolled: { state: true },
  }
  /** What the table lists; its name for screen readers. */
  declare caption: string
  declare columns: readonly Column[]
  declare rows: readonly object[]
  declare rowKey: (row: object) => string
  declare rowHref: ((row: object) => string | undefined) | undefined
  declare rowActions: ((row: object) => unknown) | undefined
  declare loading: boolean
  declare error: Problem | undefined
  declare emptyHeading: string
  declare emptyText: string
  declare sort: Sort | undefined
  /** The host sorts (its rows are a page of more): the table only says what was asked for. */
  declare remote: boolean
  declare selection: 'none' | 'single' | 'multiple'
  declare selected: readonly string[]
  declare hasMore: boolean
  declare loadingMore: boolean
  declare total: number | undefined
  declare private narrow: boolean
  declare private overflows: boolean
  declare private cards: number
  declare private active: number
  declare private scrolled: { readonly top: number; readonly height: number }
  /** A frame later: what measuring changes would change the observed sizes again, within one round. */
  readonly #sizes = new ResizeObserver(() => requestAnimationFrame(() => this.#measure()))
  #sorted: readonly object[] = []
  #chosen: ReadonlySet<string> = new Set()
  #widths: ColumnWidths | undefined

  constructor() {
    super()
    this.caption = ''
    this.columns = []
    this.rows = []
    this.rowKey = (row) => String(Reflect.get(row, 'id') ?? this.rows.indexOf(row))
    this.loading = false
    this.emptyHeading = texts.nothingHere
    this.emptyText = ''
    this.remote = false
    this.selection = 'none'
    this.selected = []
    this.hasMore = false
    this.loadingMore = false
    this.narrow = false
    this.overflows = false
    this.cards = cardsAtOnce
    this.active = 0
    this.scrolled = { top: 0, height: innerHeight }
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#sizes.observe(this)
    // Moved in the document: its parts are to be observed again.
    if (this.hasUpdated) this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#sizes.disconnect()
  }

  static override styles = [sharedStyles, tableStyles]

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Known before the first paint, so that rows do not become cards before one's eyes.
    if (!this.hasUpdated) this.narrow = this.#isNarrow()
    if (changed.has('selected')) this.#chosen = new Set(this.selected)
    if (changed.has('rows') || changed.has('columns') || changed.has('sort') || changed.has('remote')) {
      this.#sorted = this.remote ? this.rows : sortRows(this.rows, this.columns, this.sort)
      this.#widths = this.#isLong() ? columnWidths(this.columns, this.rows) : undefined
    }
    // The window follows the rows that there are now; a shorter list must not stay scrolled beyond its end.
    if (this.active >= this.#sorted.length) this.active = 0
  }

  protected override updated(): void {
    // Observing answers at once and before the next paint; what is observed already is not observed twice.
    for (const part of this.renderRoot.querySelectorAll('.scroller, table')) this.#sizes.observe(part)
  }

  #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroller')
  }

  #isNarrow(): boolean {
    return this.clientWidth > 0 && this.clientWidth < narrowPx
  }

  #measure(): void {
    const scroller = this.#scroller()
    if (!this.isConnected || scroller === null) return
    const narrow = this.#isNarrow()
    if (narrow !== this.narrow) this.narrow = narrow
    const overflows = scroller.scrollWidth > scroller.clientWidth || scroller.scrollHeight > scroller.clientHeight
    if (overflows !== this.overflows) this.overflows = overflows
    const { top, height } = this.scrolled
    if (scroller.clientHeight !== height || scroller.scrollTop !== top) this.#scroll(scroller)
  }

  #scroll(scroller: HTMLElement): void {
    if (this.#isWindowed()) this.scrolled = { top: scroller.scrollTop, height: scroller.clientHeight }
  }

  #isLong(): boolean {
    return this.rows.length > windowedAbove
  }

  #isWindowed(): boolean {
    return this.#isLong() && !this.narrow
  }

  readonly #setSort = (sort: Sort): void => {
    if (!this.remote) this.sort = sort
    emit<SortDetail>(this, 'ui-sort', sort)
  }

  #select(keys: readonly string[]): void {
    this.selected = keys
    emit<SelectionDetail>(this, 'ui-selection', { keys })
  }

  #toggle(key: string): void {
    const has = this.#chosen.has(key)
    if (this.selection === 'single') this.#select(has ? [] : [key])
    else this.#select(has ? this.selected.filter((other) => other !== key) : [...this.selected, key])
  }

  #open(row: object): void {
    const href = this.rowHref?.(row)
    const goOn = emit<OpenDetail>(this, 'ui-open', { key: this.rowKey(row) })
    if (goOn && href !== undefined) navigate(href)
  }

  #clicked(event: MouseEvent, row: object, index: number): void {
    this.active = index
    const inner = event
      .composedPath()
      .some((node) => node instanceof Element && node.matches('a, button, input, select, label'))
    if (inner || getSelection()?.isCollapsed === false || this.rowHref === undefined) return
    this.#open(row)
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || event.target.localName !== 'tr') return
    const row = this.#sorted[this.active]
    if (row === undefined) return
    if (event.key === 'Enter') this.#open(row)
    else if (event.key === ' ' && this.selection !== 'none') this.#toggle(this.rowKey(row))
    else if (!this.#moves(event.key)) return
    event.preventDefault()
  }

  #moves(key: string): boolean {
    const pageRows = Math.max(1, Math.floor(this.scrolled.height / rowPx) - 2)
    const target = rowTarget(key, this.active, this.#shownCount() - 1, pageRows)
    if (target === undefined) return false
    this.active = target
    void this.#focusActive()
    return true
  }

  async #focusActive(): Promise<void> {
    const scroller = this.#scroller()
    if (scroller !== null && this.#isWindowed()) {
      const top = this.active * rowPx
      // Under the header that stays, which is one row high.
      if (top < scroller.scrollTop) scroller.scrollTop = top
      else if (top + 2 * rowPx > scroller.scrollTop + scroller.clientHeight)
        scroller.scrollTop = top + 2 * rowPx - scroller.clientHeight
      this.#scroll(scroller)
    }
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus()
  }

  #shownCount(): number {
    return this.narrow ? Math.min(this.cards, this.#sorted.length) : this.#sorted.length
  }

  readonly #more = (): void => {
    if (this.narrow && this.cards < this.#sorted.length) this.cards += cardsAtOnce
    else emit(this, 'ui-more', {})
  }

  #head(): TemplateResult {
    const keys = this.selection === 'multiple' ? this.#sorted.map((row) => this.rowKey(row)) : []
    const count = keys.filter((key) => this.#chosen.has(key)).length
    const all = html`<input
      type="checkbox"
      aria-label=${texts.selectAll}
      .checked=${count > 0 && count === keys.length}
      .indeterminate=${count > 0 && count < keys.length}
      @change=${() => this.#select(count === keys.length ? [] : keys)}
    />`
    return html`<thead role="rowgroup">
      <tr role="row">
        ${
          this.selection === 'none'
            ? nothing
            : html`<th role="columnheader" class="select">
                ${this.selection === 'multiple' ? all : html`<span class="visually-hidden">${texts.selectRow('')}</span>`}
              </th>`
        }
        ${this.columns.map((column) => tableHeader(column, this.sort, this.#setSort))}
        ${
          this.rowActions === undefined
            ? nothing
            : html`<th role="columnheader" class="row-actions">
                <span class="visually-hidden">${texts.rowActions}</span>
              </th>`
        }
      </tr>
    </thead>`
  }

  #content(column: Column, row: object): unknown {
    const value = cellValue(column, row)
    if (column.format !== undefined) return value == null ? '' : column.format(value, row)
    if (column.kind === 'instant' && typeof value === 'string')
      return html`<koble-ui-time value=${value}></koble-ui-time>`
    return cellText(column, row)
  }

  #cell(column: Column, row: object, index: number): TemplateResult {
    const href = column.href?.(row) ?? (index === 0 ? this.rowHref?.(row) : undefined)
    const text = cellText(column, row)
    const content = this.#content(column, row)
    const classes = [
      alignmentOf(column),
      column.kind ?? '',
      index === 0 ? 'first' : '',
      content === '' ? 'blank' : '',
      column.hideNarrow === true ? 'hide-narrow' : '',
    ]
    return html`<td
      role="cell"
      class=${classes.join(' ')}
      data-label=${column.label}
      title=${this.#isWindowed() && text !== '' ? text : nothing}
    >
      ${href === undefined ? content : html`<a href=${href}>${content === '' ? texts.emptyValue : content}</a>`}
    </td>`
  }

  #row(row: object, index: number): TemplateResult {
    const key = this.rowKey(row)
    const selected = this.#chosen.has(key)
    const first = this.columns[0]
    const interactive = this.rowHref !== undefined || this.selection !== 'none'
    return html`<tr
      role="row"
      class="${selected ? 'selected' : ''} ${this.rowHref === undefined ? '' : 'openable'}"
      tabindex=${interactive ? (index === this.active ? 0 : -1) : nothing}
      aria-rowindex=${this.#isWindowed() ? index + 2 : nothing}
      @click=${(event: MouseEvent) => this.#clicked(event, row, index)}
    >
      ${
        this.selection === 'none'
          ? nothing
          : html`<td role="cell" class="select">
              <input
                type="checkbox"
                aria-label=${texts.selectRow(first === undefined ? key : cellText(first, row))}
                .checked=${selected}
                @change=${() => this.#toggle(key)}
              />
            </td>`
      }
      ${this.columns.map((column, at) => this.#cell(column, row, at))}
      ${this.rowActions === undefined ? nothing : html`<td role="cell" class="row-actions">${this.rowActions(row)}</td>`}
    </tr>`
  }

  #space(heightPx: number): TemplateResult | typeof nothing {
    if (heightPx <= 0) return nothing
    return html`<tr class="space" aria-hidden="true">
      <td colspan="99" style="height:${heightPx}px"></td>
    </tr>`
  }

  #body(): TemplateResult {
    const { top, height } = this.scrolled
    const shown = this.#isWindowed()
      ? rowWindow(top, height, rowPx, this.#sorted.length)
      : { start: 0, end: this.#shownCount(), beforePx: 0, afterPx: 0 }
    const rows = this.#sorted.slice(shown.start, shown.end)
    return html`<tbody role="rowgroup" @keydown=${this.#key}>
      ${this.#space(shown.beforePx)}
      ${repeat(
        rows,
        (row) => this.rowKey(row),
        (row, at) => this.#row(row, shown.start + at),
      )}
      ${this.#space(shown.afterPx)}
    </tbody>`
  }

  #footer(): TemplateResult | typeof nothing {
    const shown = this.#shownCount()
    const hidden = shown < this.#sorted.length
    const count = this.rows.length === 0 ? '' : texts.rows(shown, this.total ?? (hidden ? this.rows.length : undefined))
    const more =
      this.hasMore || hidden
        ? html`<koble-ui-button ?busy=${this.loadingMore} @click=${this.#more}>${texts.loadMore}</koble-ui-button>`
        : nothing
    return html`<footer><span role="status">${count}</span>${more}</footer>`
  }

  #table(): TemplateResult {
    const waiting = this.loading && this.rows.length === 0
    const scrolls = this.overflows
    return html`<div
      class="scroller"
      tabindex=${scrolls ? 0 : nothing}
      role=${scrolls ? 'region' : nothing}
      aria-label=${scrolls ? this.caption : nothing}
      @scroll=${(event: Event) => event.target instanceof HTMLElement && this.#scroll(event.target)}
    >
      <table
        role="table"
        class=${this.#isWindowed() ? 'windowed' : ''}
        style=${this.#isWindowed() ? `min-width:${this.#widths?.tablePx ?? 0}px` : nothing}
        aria-label=${this.caption}
        aria-busy=${this.loading}
        aria-rowcount=${this.#isWindowed() ? this.#sorted.length + 1 : nothing}
      >
        <colgroup>
          ${this.selection === 'none' ? nothing : html`<col style="width:40px" />`}
          ${this.columns.map(({ width }, at) => html`<col style=${`width:${width ?? (this.#isWindowed() ? this.#widths?.shares[at] : undefined) ?? 'auto'}`} />`)}
        </colgroup>
        ${this.#head()} ${waiting ? tableSkeleton(this.#cellCount()) : this.#body()}
      </table>
    </div>`
  }

  #cellCount(): number {
    return this.columns.length + Number(this.selection !== 'none') + Number(this.rowActions !== undefined)
  }

  protected override render(): TemplateResult {
    const sorter =
      this.narrow && (this.rows.length > 1 || this.loading)
        ? tableSorter(this.columns, this.sort, this.#setSort)
        : nothing
    const failed = this.error !== undefined
    const empty = this.rows.length === 0 && !this.loading && !failed
    return html`<slot name="toolbar"></slot>
      ${failed ? html`<koble-ui-error .problem=${this.error} retryable></koble-ui-error>` : nothing}
      ${
        failed && this.rows.length === 0
          ? nothing
          : html`<div class="frame ${this.narrow ? 'narrow' : ''}">
              ${this.loading && this.rows.length > 0 ? html`<div class="running"></div>` : nothing} ${sorter}
              ${this.#table()}
              ${
                empty
                  ? html`<koble-ui-empty heading=${this.emptyHeading}
                      >${this.emptyText}<slot name="empty" slot="action"></slot
                    ></koble-ui-empty>`
                  : nothing
              }
            </div>`
      }
      ${this.#footer()}`
  }
}

define('koble-ui-table', Table)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-table': Table
  }
}
