/** `<erp-log>`: the last requests that the emulator answered, with faults and remarks. */
import { sharedStyles, type Column } from '@koble/ui'
import { Task } from '@lit/task'
import { html, LitElement, type TemplateResult } from 'lit'
import { problemOf, requestLog, type Entity, textOf } from './api.ts'

const columns: readonly Column<Entity>[] = [
  { key: 'at', label: 'Time', kind: 'instant' },
  { key: 'method', label: 'Method' },
  { key: 'url', label: 'Address', format: (value) => String(value).replace(/^https?:\/\/[^/]+/, '') },
  { key: 'status', label: 'Status', kind: 'integer' },
  { key: 'durationMs', label: 'ms', kind: 'decimal', format: (value) => String(Math.round(Number(value))) },
  { key: 'principal', label: 'User' },
  { key: 'parts', label: 'Batch parts', kind: 'integer', value: (row) => partsOf(row) },
  { key: 'remarks', label: 'Fault, remarks', value: (row) => remarksOf(row) },
]

const partsOf = (row: Entity): unknown =>
  Array.isArray(row['parts']) && row['parts'].length > 0 ? row['parts'].length : ''

function remarksOf(row: Entity): string {
  const remarks = Array.isArray(row['remarks']) ? row['remarks'].map(String) : []
  return [...(typeof row['fault'] === 'string' ? [`fault: ${row['fault']}`] : []), ...remarks].join('; ')
}

export class LogPage extends LitElement {
  static override styles = [sharedStyles]
  readonly #task = new Task(this, { args: () => [], task: () => requestLog() })

  protected override render(): TemplateResult {
    return html`<koble-ui-page
      heading="Request log"
      subheading="The last 1,000 requests to this emulator, newest first"
    >
      <koble-ui-button slot="actions" kind="primary" icon="refresh" @click=${() => this.#task.run()}
        >Refresh</koble-ui-button
      >
      <koble-ui-table
        caption="Requests"
        .columns=${columns}
        .rows=${this.#task.value ?? []}
        .rowKey=${(row: Entity) => textOf(row, 'number')}
        ?loading=${this.#task.status === 1 && this.#task.value === undefined}
        .error=${this.#task.status === 3 ? problemOf(this.#task.error) : undefined}
        empty-heading="No requests yet"
        empty-text="Requests to the API appear here."
        @ui-retry=${() => this.#task.run()}
      ></koble-ui-table>
    </koble-ui-page>`
  }
}

customElements.define('erp-log', LogPage)
