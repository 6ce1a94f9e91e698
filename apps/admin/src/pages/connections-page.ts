/** `<admin-connections>`: every pair of an ERP company and a CRM organization. */
import { sharedStyles, type Column } from '@koble/ui'
import { html, LitElement, type TemplateResult } from 'lit'
import type { Connection, Page } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import type { Snapshot } from '../data/loaded.ts'
import { connectionsChanged } from '../parts/connections-changed.ts'
import { badge } from '../parts/badge.ts'
import { pageStyles } from '../parts/page-styles.css.ts'

const columns: readonly Column<Connection>[] = [
  { key: 'name', label: 'Connection', sortable: true },
  {
    key: 'enabled',
    label: 'State',
    format: (_, row) =>
      badge(row.enabled ? { label: 'On', kind: 'success' } : { label: 'Switched off', kind: 'warning' }),
  },
  { key: 'company', label: 'ERP company', value: (row) => row.erp.company },
  { key: 'erp', label: 'ERP', value: (row) => row.erp.baseUrl },
  { key: 'crm', label: 'CRM', value: (row) => row.crm.baseUrl },
  { key: 'createdAt', label: 'Created', kind: 'instant' },
]

const settingsLink = (row: Connection): TemplateResult =>
  html`<a href=${paths.connection(row.id)} aria-label=${`Settings and test of ${row.name}`}>Settings</a>`

export class ConnectionsPage extends LitElement {
  static override properties = { list: { attribute: false } }
  /** What the app loaded: the navigation needs it too. */
  declare list: Snapshot<Page<Connection>>
  static override styles = [sharedStyles, pageStyles]

  protected override render(): TemplateResult {
    const { value, problem, loading } = this.list
    return html`<koble-ui-page heading="Connections" subheading="Each pairs one ERP company with one CRM organization">
      <koble-ui-button slot="actions" kind="primary" icon="add" href=${paths.newConnection}
        >New connection</koble-ui-button
      >
      <koble-ui-table
        caption="Connections"
        .columns=${columns}
        .rows=${value?.items ?? []}
        ?loading=${loading}
        .error=${problem}
        .rowHref=${(row: Connection) => paths.overview(row.id)}
        .rowActions=${settingsLink}
        empty-heading="No connection yet"
        empty-text="Create the first one, test it, then run a full synchronization."
        @ui-retry=${() => connectionsChanged(this)}
      >
        <koble-ui-button slot="empty" href=${paths.newConnection}>New connection</koble-ui-button>
      </koble-ui-table>
    </koble-ui-page>`
  }
}

customElements.define('admin-connections', ConnectionsPage)
