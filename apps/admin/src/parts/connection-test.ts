/** `<admin-connection-test>`: asks both systems whether Koble can work there, and shows each check with what it says. */
import { icon, sharedStyles, type Problem } from '@koble/ui'
import { css, html, LitElement, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { problemOf } from '../api/api-failure.ts'
import { connection } from '../api/client.ts'
import type { Check, ConnectionTest as Result } from '../api/types.ts'

const sides: Readonly<Record<Check['side'], string>> = { erp: 'ERP', crm: 'CRM', koble: 'Koble' }

export class ConnectionTest extends LitElement {
  static override properties = {
    connection: {},
    result: { state: true },
    problem: { state: true },
    busy: { state: true },
  }
  declare connection: string
  declare private result: Result | undefined
  declare private problem: Problem | undefined
  declare private busy: boolean

  constructor() {
    super()
    this.connection = ''
    this.busy = false
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr);
        gap: 0 8px;
      }
      li > svg {
        margin-top: 2px;
      }
      .ok {
        color: var(--koble-success);
      }
      .failed {
        color: var(--koble-danger);
      }
      strong {
        font-weight: 600;
      }
      .words {
        overflow-wrap: anywhere;
      }
    `,
  ]

  readonly #run = async (): Promise<void> => {
    this.busy = true
    this.problem = undefined
    try {
      this.result = await answer(connection.test.$post({ param: { id: this.connection } }))
    } catch (error) {
      this.problem = problemOf(error)
    }
    this.busy = false
  }

  #check(check: Check): TemplateResult {
    return html`<li>
      <span class=${check.ok ? 'ok' : 'failed'}>${icon(check.ok ? 'check' : 'error', 20)}</span>
      <div class="words">
        <strong>${sides[check.side]}: ${check.label}</strong>
        <span class="visually-hidden">${check.ok ? 'passed' : 'failed'}</span>
        <p class=${check.ok ? 'muted' : ''}>${check.message}</p>
      </div>
    </li>`
  }

  #content(): TemplateResult {
    if (this.problem !== undefined)
      return html`<koble-ui-error
        role="alert"
        .problem=${this.problem}
        retryable
        @ui-retry=${this.#run}
      ></koble-ui-error>`
    if (this.busy) return html`<koble-ui-skeleton lines="6"></koble-ui-skeleton>`
    if (this.result === undefined)
      return html`<p class="muted">
        Signs in to both systems as Koble and checks what it may do there. Nothing is written.
      </p>`
    const failed = this.result.checks.filter(({ ok }) => !ok).length
    return html`<p role="status">
        ${failed === 0 ? 'All checks passed.' : `${failed} of ${this.result.checks.length} checks failed.`}
      </p>
      <ul>
        ${this.result.checks.map((check) => this.#check(check))}
      </ul>`
  }

  protected override render(): TemplateResult {
    return html`<koble-ui-card heading="Test">
      <koble-ui-button slot="actions" icon="play" ?busy=${this.busy} @click=${this.#run}>Test now</koble-ui-button>
      ${this.#content()}
    </koble-ui-card>`
  }
}

customElements.define('admin-connection-test', ConnectionTest)
