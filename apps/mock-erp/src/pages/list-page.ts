/** `<erp-list>`: a list of records with search and order in the address, read page by page. */
import { QueryController, sharedStyles, type SortDetail } from '@koble/ui'
import { Task } from '@lit/task'
import { css, html, LitElement, type TemplateResult } from 'lit'
import { list, page, problemOf, type Entity, type Page, textOf } from './api.ts'
import type { EntityDefinition } from './entities.ts'

export class ListPage extends LitElement {
  static override properties = { entity: { attribute: false }, more: { state: true }, loadingMore: { state: true } }
  declare entity: EntityDefinition
  declare private more: Page | undefined
  declare private loadingMore: boolean
  readonly #query = new QueryController(this, { search: '', sort: '', descending: '' })
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.loadingMore = false
  }

  static override styles = [
    sharedStyles,
    css`
      koble-ui-field {
        width: min(320px, 100%);
      }
    `,
  ]

  readonly #task = new Task(this, {
    args: () => {
      const { search, sort, descending } = this.#query.values
      return [this.entity.set, search, sort, descending] as const
    },
    task: ([set, search, sort, descending]) => {
      this.more = undefined
      return list(set, {
        $count: 'true',
        $orderby: `${sort || this.entity.sort}${descending === '' ? '' : ' desc'}`,
        ...searchFilter(search, this.entity),
      })
    },
  })

  protected override render(): TemplateResult {
    const { entity } = this
    const { search, sort, descending } = this.#query.values
    const first = this.#task.value
    const rows = this.more?.rows ?? first?.rows ?? []
    const failed = this.#task.status === 3 ? problemOf(this.#task.error) : undefined
    return html`<koble-ui-page heading=${entity.many}>
      <koble-ui-button slot="actions" icon="refresh" @click=${() => this.#task.run()}>Refresh</koble-ui-button>
      <koble-ui-button slot="actions" kind="primary" icon="add" href="${entity.path}/new">New</koble-ui-button>
      <koble-ui-table
        caption=${entity.many}
        remote
        .columns=${entity.columns}
        .rows=${rows}
        .rowKey=${(row: Entity) => textOf(row, 'id')}
        .rowHref=${(row: Entity) => `${entity.path}/${textOf(row, 'id')}`}
        .sort=${{ key: sort || entity.sort, descending: descending !== '' }}
        ?loading=${this.#task.status === 1 && first === undefined}
        .error=${failed}
        .total=${first?.count}
        ?has-more=${(this.more ?? first)?.next !== undefined}
        ?loading-more=${this.loadingMore}
        empty-heading=${search === '' ? `No ${entity.many.toLowerCase()} yet` : 'Nothing found'}
        empty-text=${search === '' ? 'Create the first one with New.' : 'Search for the beginning of a number, or for a part of the name.'}
        @ui-sort=${(event: CustomEvent<SortDetail>) => this.#sortBy(event.detail)}
        @ui-more=${() => this.#readMore(rows)}
        @ui-retry=${() => this.#task.run()}
      >
        <koble-ui-field
          slot="toolbar"
          type="search"
          name="search"
          label="Search ${entity.many.toLowerCase()}"
          label-hidden
          compact
          placeholder="Search"
          .value=${search}
          @ui-input=${(event: CustomEvent<{ value: string }>) => this.#searchFor(event.detail.value)}
        ></koble-ui-field>
      </koble-ui-table>
    </koble-ui-page>`
  }

  #sortBy({ key, descending }: SortDetail): void {
    this.#query.set({ sort: key, descending: descending ? '1' : '' })
  }

  /** A pause in typing, so that not every letter is a request. */
  #searchFor(search: string): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#query.set({ search }), 250)
  }

  async #readMore(rows: readonly Entity[]): Promise<void> {
    const next = (this.more ?? this.#task.value)?.next
    if (next === undefined || this.loadingMore) return
    this.loadingMore = true
    try {
      const answer = await page(next)
      this.more = { ...answer, rows: [...rows, ...answer.rows] }
    } finally {
      this.loadingMore = false
    }
  }
}

/** One field at a time: the service knows no OR over two. Text with a digit is looked for in numbers and codes. */
function searchFilter(search: string, entity: EntityDefinition): Readonly<Record<string, string>> {
  const text = search.trim().replaceAll("'", "''")
  if (text === '') return {}
  const isKey = /\d/.test(text) || entity.title === 'code'
  return isKey
    ? { $filter: `startswith(${entity.key},'${text.toUpperCase()}')` }
    : { $filter: `contains(tolower(${entity.title}),'${text.toLowerCase()}')`, $schemaversion: '2.1' }
}

customElements.define('erp-list', ListPage)
