/** `<koble-ui-error>`: what happened, to which record, what to do, and the id to give to support. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { emit } from '../emit.ts'
import { icon } from '../icon.ts'
import type { Problem } from '../problem.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'
import './button.ts'
import './copyable-id.ts'

export class ErrorState extends LitElement {
  static override properties = {
    heading: {},
    message: {},
    action: {},
    code: {},
    correlationId: { attribute: 'correlation-id' },
    retryable: { type: Boolean },
    problem: { attribute: false },
  }
  declare heading: string | undefined
  declare message: string | undefined
  declare action: string | undefined
  declare code: string | undefined
  declare correlationId: string | undefined
  declare retryable: boolean
  /** Problem details; the single attributes win over it. */
  declare problem: Problem | undefined

  constructor() {
    super()
    this.retryable = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (!this.hasAttribute('role')) this.setAttribute('role', 'alert')
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 12px;
        padding: 12px 16px;
        border: 1px solid var(--koble-danger-stroke);
        border-radius: var(--koble-radius-card);
        background: var(--koble-danger-tint);
        overflow-wrap: anywhere;
      }
      .icon {
        color: var(--koble-danger);
      }
      .heading {
        font-weight: 600;
      }
      .body {
        display: grid;
        gap: 4px;
        min-width: 0;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        margin-top: 4px;
      }
      .actions:empty {
        display: none;
      }
    `,
  ]

  #details(code: string | undefined, id: string | undefined): TemplateResult | typeof nothing {
    if (code === undefined && id === undefined) return nothing
    return html`<span class="small muted">
      ${code ?? nothing}
      ${id === undefined ? nothing : html`<koble-ui-id value=${id} label=${texts.correlationId}></koble-ui-id>`}
    </span>`
  }

  protected override render(): TemplateResult {
    const { problem } = this
    const message = this.message ?? problem?.detail
    const action = this.action ?? problem?.action
    return html`${icon('error', 20)}
      <div class="body">
        <p class="heading">${this.heading ?? problem?.title ?? texts.somethingFailed}</p>
        ${message === undefined ? nothing : html`<p>${message}</p>`}
        ${action === undefined ? nothing : html`<p>${action}</p>`}
        <div class="actions">
          ${
            this.retryable
              ? html`<koble-ui-button icon="refresh" @click=${() => emit(this, 'ui-retry', {})}
                  >${texts.retry}</koble-ui-button
                >`
              : nothing
          }<slot name="action"></slot
          >${this.#details(this.code ?? problem?.code, this.correlationId ?? problem?.correlationId)}
        </div>
      </div>`
  }
}

define('koble-ui-error', ErrorState)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-error': ErrorState
  }
}
