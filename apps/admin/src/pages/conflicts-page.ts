/** `<admin-conflicts>`: the queue of records on which both sides moved, or of which one is gone. */
import { sharedStyles, type Column } from '@koble/ui'
import { html, LitElement, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { connection } from '../api/client.ts'
import type { Conflict } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { LoadedList } from '../data/loaded-list.ts'
import { LiveReload } from '../live/live-reload.ts'
import { pageStyles } from '../parts/page-styles.css.ts'
import { fieldName, mappingName, sideName } from '../words/names.ts'

const kinds: Readonly<Record<Conflict['kind'], string>> = {
  update: 'Both sides changed',
  deletion: 'One side is gone',
  oscillation: 'Another program writes back',
}

const what = (row: Conflict): string =>
  row.goneOn === null
    ? (row.message ?? row.fields.map(({ label }) => fieldName(label)).join(', '))
    : `Deleted in the ${sideName[row.goneOn]}`

const columns: readonly Column<Conflict>[] = [
  { key: 'name', label: 'Record', value: (row) => row.erpName ?? row.crmName ?? row.coupling },
  { key: 'mapping', label: 'Mapping', format: (mapping) => mappingName(String(mapping)) },
  { key: 'kind', label: 'What happened', format: (_, row) => kinds[row.kind] },
  { key: 'fields', label: 'About', value: what },
  { key: 'openedAt', label: 'Since', kind: 'instant' },
]

export class ConflictsPage extends LitElement {
  static override properties = { connection: {} }
  declare connection: string

  readonly #list = new LoadedList<Conflict>(this, {
    key: () => this.connection,
    load: (query) => answer(connection.conflicts.$get({ param: { id: this.connection }, query })),
  })

  constructor() {
    super()
    this.connection = ''
    new LiveReload(this, { types: ['conflict', 'coupling', 'job'], reload: () => this.#list.reload() })
  }

  static override styles = [sharedStyles, pageStyles]

  protected override render(): TemplateResult {
    const list = this.#list
    return html`<koble-ui-page heading="Conflicts" subheading="Records that wait for a decision">
      <koble-ui-table
        caption="Conflicts"
        .columns=${columns}
        .rows=${list.items}
        ?loading=${list.loading}
        .error=${list.problem}
        ?has-more=${list.hasMore}
        ?loading-more=${list.loadingMore}
        .rowHref=${(row: Conflict) => paths.conflict(this.connection, row.id)}
        empty-heading="No conflicts"
        empty-text="When both sides change the same field, the record appears here and waits for you; everything else goes on."
        @ui-more=${() => void list.more()}
        @ui-retry=${() => void list.reload()}
      ></koble-ui-table>
    </koble-ui-page>`
  }
}

customElements.define('admin-conflicts', ConflictsPage)
