/** `<crm-request-log>`: what programs asked of the emulator lately, newest first. */
import { sharedStyles, type Column } from '@koble/ui'
import { html, LitElement, type TemplateResult } from 'lit'

interface LogLine {
  readonly number: number
  readonly at: string
  readonly method: string
  readonly url: string
  readonly status: number
  readonly durationMs: number
  readonly principal: string
  readonly parts: readonly unknown[]
  readonly fault?: string
  readonly remarks: readonly string[]
}

const columns: readonly Column<LogLine>[] = [
  { key: 'at', label: 'Time', kind: 'instant' },
  { key: 'method', label: 'Method' },
  { key: 'status', label: 'Status', kind: 'integer' },
  { key: 'durationMs', label: 'ms', kind: 'integer', hideNarrow: true },
  { key: 'principal', label: 'User', hideNarrow: true },
  { key: 'url', label: 'Address', format: (_, line) => address(line), width: '60%' },
  {
    key: 'fault',
    label: 'Fault or remark',
    format: (_, line) => [line.fault, ...line.remarks].filter(Boolean).join(', '),
  },
]

/** As people read it; long addresses wrap. */
const address = (line: LogLine): TemplateResult =>
  html`<span style="overflow-wrap: anywhere; white-space: normal"
    >${readable(line.url)}${line.parts.length > 0 ? ` (${line.parts.length} parts)` : ''}</span
  >`

function readable(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}

export class CrmRequestLog extends LitElement {
  static override properties = { lines: { state: true }, failed: { state: true } }
  declare private lines: readonly LogLine[] | undefined
  declare private failed: boolean

  static override styles = [sharedStyles]

  constructor() {
    super()
    this.lines = undefined
    this.failed = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.title = 'Request log - Fjordlys CRM (emulator)'
    void this.#load()
  }

  async #load(): Promise<void> {
    this.failed = false
    try {
      const body: unknown = await (await fetch('/emulator/log')).json()
      this.lines = linesOf(body).toReversed()
    } catch {
      this.failed = true
    }
  }

  protected override render(): TemplateResult {
    return html`<koble-ui-page heading="Request log" subheading="The last requests to the Web API, newest first">
      <koble-ui-button slot="actions" icon="refresh" @click=${() => void this.#load()}>Refresh</koble-ui-button>
      <koble-ui-table
        caption="Requests"
        .columns=${columns}
        .rows=${this.lines ?? []}
        .rowKey=${(line: LogLine) => String(line.number)}
        ?loading=${this.lines === undefined && !this.failed}
        .error=${this.failed ? { title: 'The log cannot be read', action: 'Try again.' } : undefined}
        empty-heading="No requests yet"
        @ui-retry=${() => void this.#load()}
      ></koble-ui-table>
    </koble-ui-page>`
  }
}
customElements.define('crm-request-log', CrmRequestLog)

/** The kit answers a list, bare or under one name. */
function linesOf(body: unknown): readonly LogLine[] {
  if (Array.isArray(body)) return body as readonly LogLine[]
  const found = typeof body === 'object' && body !== null ? Object.values(body).find(Array.isArray) : undefined
  return (found ?? []) as readonly LogLine[]
}
