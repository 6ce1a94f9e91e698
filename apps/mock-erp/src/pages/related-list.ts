/** `<erp-related>`: other records that belong to the one on the card, in a fast tab of their own; read when it is opened. */
import { sharedStyles } from '@koble/ui'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { list, page, problemOf, textOf, type Entity, type Page } from './api.ts'
import type { RelatedDefinition } from './definitions/definition.ts'

export class RelatedList extends LitElement {
  static override properties = {
    definition: { attribute: false },
    record: { attribute: false },
    revision: { attribute: false },
    isOpen: { state: true },
    found: { state: true },
    failure: { state: true },
    loadingMore: { state: true },
  }
  declare definition: RelatedDefinition
  declare record: Entity
  /** Grows when the record was changed, so that the list is read again. */
  declare revision: number
  declare private isOpen: boolean | undefined
  declare private found: Page | undefined
  declare private failure: unknown
  declare private loadingMore: boolean
  #loaded = ''

  constructor() {
    super()
    this.revision = 0
    this.loadingMore = false
  }

  static override styles = [sharedStyles]

  get #opened(): boolean {
    return this.isOpen ?? this.definition.folded !== true
  }

  protected override willUpdate(): void {
    const wanted = `${this.definition.heading} ${textOf(this.record, 'id')} ${this.revision}`
    if (!this.#opened || this.#loaded === wanted) return
    this.#loaded = wanted
    void this.#load()
  }

  async #load(): Promise<void> {
    const { definition, record } = this
    this.failure = undefined
    try {
      this.found = await list(definition.path(record), { $count: 'true', ...definition.query?.(record) })
    } catch (error) {
      this.failure = error
    }
  }

  async #more(): Promise<void> {
    const { found } = this
    if (found?.next === undefined || this.loadingMore) return
    this.loadingMore = true
    try {
      const answer = await page(found.next)
      this.found = { ...answer, count: found.count, rows: [...found.rows, ...answer.rows] }
    } catch (error) {
      this.failure = error
    } finally {
      this.loadingMore = false
    }
  }

  protected override render(): TemplateResult {
    const { definition, found, failure } = this
    return html`<koble-ui-fast-tab
      heading=${definition.heading}
      ?open=${this.#opened}
      @ui-toggle=${(event: CustomEvent<{ open: boolean }>) => (this.isOpen = event.detail.open)}
    >
      ${
        this.#opened
          ? html`<koble-ui-table
              caption=${definition.heading}
              .columns=${definition.columns.map((column) => ({ ...column, sortable: false }))}
              .rows=${found?.rows ?? []}
              .rowKey=${(row: Entity) => textOf(row, 'id')}
              .rowHref=${definition.href === undefined ? undefined : (row: Entity) => definition.href?.(row)}
              .total=${found?.count}
              ?loading=${found === undefined && failure === undefined}
              .error=${failure === undefined ? undefined : problemOf(failure)}
              ?has-more=${found?.next !== undefined}
              ?loading-more=${this.loadingMore}
              empty-heading="Nothing here"
              empty-text=${definition.emptyText}
              @ui-more=${() => this.#more()}
              @ui-retry=${() => this.#load()}
            ></koble-ui-table>`
          : nothing
      }
    </koble-ui-fast-tab>`
  }
}

customElements.define('erp-related', RelatedList)
