/** `<admin-waiting>`: records that wait for another one to be coupled; they go by themselves when it is. */
import { sharedStyles, type Column } from '@koble/ui'
import { html, LitElement, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { connection } from '../api/client.ts'
import type { Waiting } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { LoadedList } from '../data/loaded-list.ts'
import { LiveReload } from '../live/live-reload.ts'
import { pageStyles } from '../parts/page-styles.css.ts'
import { mappingName, sideName } from '../words/names.ts'

export class WaitingPage extends LitElement {
  static override properties = { connection: {} }
  declare connection: string

  readonly #list = new LoadedList<Waiting>(this, {
    key: () => this.connection,
    load: (query) => answer(connection.waiting.$get({ param: { id: this.connection }, query })),
  })
  readonly #columns: readonly Column<Waiting>[] = [
    { key: 'name', label: 'Record', value: (row) => row.name ?? row.id },
    { key: 'mapping', label: 'Mapping', format: (mapping) => mappingName(String(mapping)) },
    { key: 'side', label: 'Is in', format: (_, row) => sideName[row.side] },
    {
      key: 'waitsFor',
      label: 'Waits for',
      value: ({ waitsFor }) => `${mappingName(waitsFor.mapping)} in the ${sideName[waitsFor.side]}`,
      href: ({ waitsFor }) => paths.couplings(this.connection, { mapping: waitsFor.mapping }),
    },
    {
      key: 'target',
      label: 'Its id',
      kind: 'id',
      value: ({ waitsFor }) => waitsFor.id,
      format: (id) => html`<koble-ui-id short value=${String(id)}></koble-ui-id>`,
    },
    { key: 'since', label: 'Since', kind: 'instant' },
  ]

  constructor() {
    super()
    this.connection = ''
    new LiveReload(this, { types: ['coupling', 'job'], reload: () => this.#list.reload() })
  }

  static override styles = [sharedStyles, pageStyles]

  protected override render(): TemplateResult {
    const list = this.#list
    return html`<koble-ui-page
      heading="Waiting"
      subheading="Records that go by themselves when what they refer to is coupled"
    >
      <koble-ui-table
        caption="Waiting records"
        .columns=${this.#columns}
        .rows=${list.items}
        .rowKey=${(row: Waiting) => `${row.mapping}/${row.side}/${row.id}`}
        ?loading=${list.loading}
        .error=${list.problem}
        ?has-more=${list.hasMore}
        ?loading-more=${list.loadingMore}
        empty-heading="Nothing waits"
        empty-text="A record appears here while its currency, customer or another record that it refers to is not coupled."
        @ui-more=${() => void list.more()}
        @ui-retry=${() => void list.reload()}
      ></koble-ui-table>
    </koble-ui-page>`
  }
}

customElements.define('admin-waiting', WaitingPage)
