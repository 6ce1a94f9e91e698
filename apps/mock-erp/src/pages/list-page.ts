/** `<erp-list>`: a list of records with search, view and order in the address, read page by page. */
import { QueryController, sharedStyles, type FieldDetail, type SortDetail } from '@koble/ui'
import { Task } from '@lit/task'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { list, page, problemOf, type Entity, type Page, textOf } from './api.ts'
import type { EntityDefinition } from './definitions/definition.ts'
import { searchFilter } from './search-filter.ts'

export class ListPage extends LitElement {
  static override properties = {
    entity: { attribute: false },
    more: { state: true },
    loadingMore: { state: true },
    moreFailure: { state: true },
  }
  declare entity: EntityDefinition
  declare private more: Page | undefined
  declare private loadingMore: boolean
  declare private moreFailure: unknown
  readonly #query = new QueryController(this, { search: '', view: '', sort: '', descending: '' })
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.loadingMore = false
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  static override styles = [
    sharedStyles,
    css`
      .toolbar {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        padding-bottom: 8px;
      }
      koble-ui-field {
        width: min(320px, 100%);
      }
      koble-ui-field[type='select'] {
        width: min(200px, 100%);
      }
    `,
  ]

  readonly #task = new Task(this, {
    args: () => {
      const { search, view } = this.#query.values
      const { key, descending } = this.#sort
      return [this.entity, search, view, key, descending] as const
    },
    task: ([entity, search, view, key, descending]) => {
      this.more = undefined
      this.moreFailure = undefined
      const { $filter: found, ...rest } = searchFilter(search, entity)
      const chosen = entity.views?.find((one) => one.key === view)?.filter
      const filters = [entity.filter, chosen, found].filter((filter) => filter !== undefined)
      return list(entity.set, {
        $count: 'true',
        $orderby: `${key}${descending ? ' desc' : ''}`,
        ...rest,
        ...(filters.length === 0 ? {} : { $filter: filters.join(' and ') }),
      })
    },
  })

  /** As the address says; else the entity's own order. */
  get #sort(): SortDetail {
    const { sort, descending } = this.#query.values
    return sort === ''
      ? { key: this.entity.sort, descending: this.entity.descending ?? false }
      : { key: sort, descending: descending !== '' }
  }

  protected override render(): TemplateResult {
    const { entity } = this
    const { search, view } = this.#query.values
    const first = this.#task.value
    const rows = this.more?.rows ?? first?.rows ?? []
    const failure = this.#task.status === 3 ? this.#task.error : this.moreFailure
    const isNarrowed = search !== '' || view !== ''
    return html`<koble-ui-page heading=${entity.many}>
      <koble-ui-button slot="actions" icon="refresh" @click=${() => this.#task.run()}>Refresh</koble-ui-button>
      ${
        entity.isReadOnly === true
          ? nothing
          : html`<koble-ui-button slot="actions" kind="primary" icon="add" href="${entity.path}/new"
              >New</koble-ui-button
            >`
      }
      <koble-ui-table
        caption=${entity.many}
        remote
        .columns=${entity.columns}
        .rows=${rows}
        .rowKey=${(row: Entity) => textOf(row, 'id')}
        .rowHref=${entity.hasNoCard === true ? undefined : (row: Entity) => `${entity.path}/${textOf(row, 'id')}`}
        .sort=${this.#sort}
        ?loading=${this.#task.status === 1 && first === undefined}
        .error=${failure === undefined ? undefined : problemOf(failure)}
        .total=${first?.count}
        ?has-more=${(this.more ?? first)?.next !== undefined}
        ?loading-more=${this.loadingMore}
        empty-heading=${isNarrowed ? 'Nothing found' : `No ${entity.many.toLowerCase()} yet`}
        empty-text=${isNarrowed ? 'Search for the beginning of a number, or for a part of the name.' : emptyText(entity)}
        @ui-sort=${(event: CustomEvent<SortDetail>) => this.#sortBy(event.detail)}
        @ui-more=${() => this.#readMore(rows)}
        @ui-retry=${() => this.#task.run()}
      >
        <div class="toolbar" slot="toolbar">
          <koble-ui-field
            type="search"
            name="search"
            label="Search ${entity.many.toLowerCase()}"
            label-hidden
            compact
            placeholder="Search"
            .value=${search}
            @ui-input=${({ detail }: CustomEvent<FieldDetail>) => this.#searchFor(detail.value)}
          ></koble-ui-field>
          ${this.#views(view)}
        </div>
      </koble-ui-table>
    </koble-ui-page>`
  }

  #views(view: string): TemplateResult | typeof nothing {
    const { views, many } = this.entity
    if (views === undefined) return nothing
    return html`<koble-ui-field
      type="select"
      name="view"
      label="Show"
      label-hidden
      compact
      .value=${view}
      .options=${[{ value: '', label: `All ${many.toLowerCase()}` }, ...views.map(({ key, label }) => ({ value: key, label }))]}
      @ui-change=${({ detail }: CustomEvent<FieldDetail>) => this.#query.set({ view: detail.value }, { push: true })}
    ></koble-ui-field>`
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
      this.moreFailure = undefined
      this.more = { ...answer, rows: [...rows, ...answer.rows] }
    } catch (error) {
      this.moreFailure = error
    } finally {
      this.loadingMore = false
    }
  }
}

const emptyText = ({ isReadOnly }: EntityDefinition): string =>
  isReadOnly === true ? 'What postings make is listed here.' : 'Create the first one with New.'

customElements.define('erp-list', ListPage)
