/** `<erp-log-entry>`: one exchange of the request log: who asked what, and what was answered. */
import { formatInstant, sharedStyles, type Fact } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { type Entity, textOf } from './api.ts'
import { addressOf, remarksOf } from './log-entries.ts'

export class LogEntry extends LitElement {
  static override properties = { entry: { attribute: false } }
  declare entry: Entity

  static override styles = [
    sharedStyles,
    css`
      h3 {
        margin: 16px 0 4px;
        font: 600 14px/20px var(--koble-font);
      }
      .address {
        overflow-wrap: anywhere;
      }
      koble-ui-code {
        --koble-code-height: 320px;
      }
    `,
  ]

  protected override render(): TemplateResult {
    const { entry } = this
    return html`<koble-ui-dialog
      open
      wide
      heading="Request ${textOf(entry, 'number')}"
      @ui-close=${() => this.dispatchEvent(new CustomEvent('erp-closed'))}
    >
      <p class="address"><strong>${textOf(entry, 'method')}</strong> ${addressOf(entry)}</p>
      <koble-ui-facts .facts=${factsOf(entry)}></koble-ui-facts>
      ${section('Request headers', entry['requestHeaders'])} ${section('Request body', parsed(entry, 'requestBody'))}
      ${section('Response headers', entry['responseHeaders'])}
      ${section('Response body', parsed(entry, 'responseBody'))}
      ${Array.isArray(entry['parts']) && entry['parts'].length > 0 ? section('Batch parts', entry['parts']) : nothing}
    </koble-ui-dialog>`
  }
}

function factsOf(entry: Entity): readonly Fact[] {
  const status = Number(entry['status'])
  const facts: Fact[] = [
    { label: 'Time', value: formatInstant(textOf(entry, 'at')) },
    {
      label: 'Status',
      value: status === 0 ? 'no answer' : `${status} ${textOf(entry, 'code')}`.trim(),
      ...(status >= 400 || status === 0 ? { kind: 'danger' as const } : {}),
    },
    { label: 'User', value: textOf(entry, 'principal') || '(not signed in)' },
    { label: 'Duration', value: `${Math.round(Number(entry['durationMs']))} ms` },
    { label: 'Bytes in, out', value: `${textOf(entry, 'bytesIn')}, ${textOf(entry, 'bytesOut')}` },
  ]
  const remarks = remarksOf(entry)
  return remarks === '' ? facts : [...facts, { label: 'Fault, remarks', value: remarks }]
}

/** The log keeps the beginning of long bodies, which is no JSON then. */
function parsed(entry: Entity, name: string): unknown {
  const body = textOf(entry, name)
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

function section(heading: string, value: unknown): TemplateResult | typeof nothing {
  const isEmpty =
    value === undefined || value === '' || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)
  return isEmpty
    ? nothing
    : html`<h3>${heading}</h3>
        <koble-ui-code
          label=${heading}
          language=${typeof value === 'string' ? 'text' : 'json'}
          .value=${value}
        ></koble-ui-code>`
}

customElements.define('erp-log-entry', LogEntry)
