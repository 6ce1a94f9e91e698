/** `<erp-log>`: the last requests that the emulator answered, with faults and remarks, as they come in; each opens with headers and bodies. */
import { QueryController, sharedStyles, type Column, type FieldDetail, type Option } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { problemOf, requestLog, type Entity, textOf } from './api.ts'
import './emulator-state.ts'
import { matches, remarksOf, shortAddress, type LogFilter } from './log-entries.ts'
import './log-entry.ts'

/** Between two readings of the log, which is some megabytes when it is full of long bodies. */
const PAUSE_MS = 5000

const columns: readonly Column<Entity>[] = [
  { key: 'number', label: 'No.', kind: 'id', align: 'end', width: '72px' },
  { key: 'at', label: 'Time', kind: 'instant', width: '120px' },
  { key: 'method', label: 'Method', width: '88px' },
  { key: 'status', label: 'Status', kind: 'id', align: 'end', width: '76px' },
  { key: 'url', label: 'Address', value: shortAddress },
  {
    key: 'durationMs',
    label: 'ms',
    kind: 'integer',
    value: (row) => Math.round(Number(row['durationMs'])),
    width: '64px',
  },
  { key: 'principal', label: 'User', width: '140px' },
  { key: 'parts', label: 'Parts', kind: 'integer', value: partsOf, width: '72px' },
  { key: 'remarks', label: 'Fault, remarks', value: remarksOf, width: '200px' },
]

function partsOf({ parts }: Entity): unknown {
  return Array.isArray(parts) && parts.length > 0 ? parts.length : ''
}

const statuses: readonly Option[] = [
  { value: '', label: 'Every status' },
  { value: 'ok', label: 'Done (2xx, 3xx)' },
  { value: 'refused', label: 'Refused (4xx)' },
  { value: 'failed', label: 'Failed (5xx, none)' },
  { value: 'fault', label: 'Struck by a fault' },
]

export class LogPage extends LitElement {
  static override properties = {
    entries: { state: true },
    failure: { state: true },
    isPaused: { state: true },
    isReading: { state: true },
  }
  declare private entries: readonly Entity[] | undefined
  declare private failure: unknown
  declare private isPaused: boolean
  declare private isReading: boolean
  readonly #query = new QueryController(this, { text: '', status: '', request: '' })
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.isPaused = false
    this.isReading = false
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
      erp-emulator-state {
        display: block;
        margin-bottom: 12px;
      }
      koble-ui-field {
        width: min(240px, 100%);
      }
    `,
  ]

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#read()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  async #read(): Promise<void> {
    clearTimeout(this.#timer)
    this.isReading = true
    try {
      this.entries = await requestLog()
      this.failure = undefined
    } catch (error) {
      this.failure = error
    } finally {
      this.isReading = false
    }
    this.#wait()
  }

  /** Nobody reads a page in the background. */
  #wait(): void {
    if (!this.isConnected || this.isPaused) return
    this.#timer = setTimeout(() => (document.hidden ? this.#wait() : void this.#read()), PAUSE_MS)
  }

  #pause(): void {
    this.isPaused = !this.isPaused
    if (this.isPaused) clearTimeout(this.#timer)
    else void this.#read()
  }

  protected override render(): TemplateResult {
    const { text, status } = this.#query.values
    const filter: LogFilter = { text, status }
    const shown = (this.entries ?? []).filter((entry) => matches(entry, filter))
    const isNarrowed = text !== '' || status !== ''
    return html`<koble-ui-page heading="Request log" subheading="The last requests to this emulator, newest first">
        <koble-ui-button slot="actions" kind="primary" icon=${this.isPaused ? 'play' : ''} @click=${() => this.#pause()}
          >${this.isPaused ? 'Resume' : 'Pause'}</koble-ui-button
        >
        <koble-ui-button
          slot="actions"
          icon="refresh"
          ?busy=${this.isPaused && this.isReading}
          @click=${() => this.#read()}
          >Refresh</koble-ui-button
        >
        <erp-emulator-state></erp-emulator-state>
        <koble-ui-table
          caption="Requests"
          .columns=${columns}
          .rows=${shown}
          .rowKey=${(row: Entity) => textOf(row, 'number')}
          .rowHref=${(row: Entity) => this.#hrefOf(row)}
          ?loading=${this.entries === undefined && this.failure === undefined}
          .error=${this.failure === undefined ? undefined : problemOf(this.failure)}
          empty-heading=${isNarrowed ? 'Nothing found' : 'No requests yet'}
          empty-text=${isNarrowed ? 'No request fits the text and the status.' : 'Requests to the API appear here.'}
          @ui-retry=${() => this.#read()}
        >
          <div class="toolbar" slot="toolbar">
            <koble-ui-field
              type="search"
              name="text"
              label="Search address, user, bodies"
              label-hidden
              compact
              placeholder="Search address, user, bodies"
              .value=${text}
              @ui-input=${({ detail }: CustomEvent<FieldDetail>) => this.#query.set({ text: detail.value })}
            ></koble-ui-field>
            <koble-ui-field
              type="select"
              name="status"
              label="Status"
              label-hidden
              compact
              .value=${status}
              .options=${statuses}
              @ui-change=${({ detail }: CustomEvent<FieldDetail>) => this.#query.set({ status: detail.value })}
            ></koble-ui-field>
          </div>
        </koble-ui-table>
      </koble-ui-page>
      ${this.#opened()}`
  }

  #hrefOf(row: Entity): string {
    const query = new URLSearchParams(location.search)
    query.set('request', textOf(row, 'number'))
    return `${location.pathname}?${query.toString()}`
  }

  #opened(): TemplateResult | typeof nothing {
    const { request } = this.#query.values
    const entry = this.entries?.find((one) => textOf(one, 'number') === request)
    return request === '' || entry === undefined
      ? nothing
      : html`<erp-log-entry .entry=${entry} @erp-closed=${() => this.#query.set({ request: '' })}></erp-log-entry>`
  }
}

customElements.define('erp-log', LogPage)
