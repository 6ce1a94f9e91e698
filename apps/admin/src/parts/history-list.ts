/** `<admin-history>`: what Koble wrote to the two records of a coupling, newest first, field by field. */
import { sharedStyles } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { coupling } from '../api/client.ts'
import type { HistoryEntry } from '../api/types.ts'
import { LoadedList } from '../data/loaded-list.ts'
import { LiveReload } from '../live/live-reload.ts'
import { fieldName, sideName } from '../words/names.ts'
import { effectStates, stateOf } from '../words/states.ts'
import { badge } from './badge.ts'

const operations: Readonly<Record<string, string>> = {
  create: 'Created in',
  update: 'Changed in',
  delete: 'Deleted from',
  action: 'Carried out in',
}

const columns = [
  { key: 'from', label: 'Before' },
  { key: 'to', label: 'After' },
] as const

export class HistoryList extends LitElement {
  static override properties = { connection: {}, coupling: {} }
  declare connection: string
  declare coupling: string

  readonly #list = new LoadedList<HistoryEntry>(this, {
    key: () => `${this.connection}/${this.coupling}`,
    load: (query) => answer(coupling.history.$get({ param: { id: this.connection, item: this.coupling }, query })),
  })

  constructor() {
    super()
    this.connection = ''
    this.coupling = ''
    new LiveReload(this, { types: ['coupling', 'job'], reload: () => this.#list.reload() })
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      ol {
        display: grid;
        gap: 16px;
        margin: 8px 0 0;
        padding: 0 0 0 16px;
        border-inline-start: 2px solid var(--koble-stroke);
        list-style: none;
      }
      li {
        display: grid;
        gap: 4px;
        min-width: 0;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
      }
      strong {
        font-weight: 600;
      }
      .failed {
        color: var(--koble-danger);
      }
    `,
  ]

  reload(): void {
    void this.#list.reload()
  }

  #entry(entry: HistoryEntry): TemplateResult {
    const rows = entry.fields.map(({ field, from, to }) => ({
      field,
      label: fieldName(field),
      values: { from, to },
      changed: entry.operation === 'update' ? ['to'] : [],
    }))
    return html`<li>
      <div class="head">
        <strong>${operations[entry.operation] ?? entry.operation} ${sideName[entry.side]}</strong>
        ${badge(stateOf(effectStates, entry.state))}
        ${entry.at === null ? nothing : html`<koble-ui-time class="muted" value=${entry.at}></koble-ui-time>`}
      </div>
      ${entry.error === null ? nothing : html`<p class="failed">${entry.error}</p>`}
      ${rows.length === 0 ? nothing : html`<koble-ui-diff .columns=${columns} .rows=${rows}></koble-ui-diff>`}
    </li>`
  }

  protected override render(): TemplateResult {
    const { items, problem, loading, hasMore, loadingMore } = this.#list
    if (problem !== undefined && items.length === 0)
      return html`<koble-ui-error .problem=${problem} retryable @ui-retry=${() => this.reload()}></koble-ui-error>`
    if (loading && items.length === 0) return html`<koble-ui-skeleton lines="6"></koble-ui-skeleton>`
    if (items.length === 0)
      return html`<koble-ui-empty heading="Nothing written yet"
        >The two records agreed when they were coupled. What Koble writes to either stands here.</koble-ui-empty
      >`
    return html`<ol>
        ${items.map((entry) => this.#entry(entry))}
      </ol>
      ${
        hasMore
          ? html`<koble-ui-button ?busy=${loadingMore} @click=${() => void this.#list.more()}
              >Load more</koble-ui-button
            >`
          : nothing
      }`
  }
}

customElements.define('admin-history', HistoryList)

declare global {
  interface HTMLElementTagNameMap {
    'admin-history': HistoryList
  }
}
