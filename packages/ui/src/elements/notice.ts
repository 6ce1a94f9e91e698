/** `<koble-ui-notice>`: a bar over what it speaks of: a warning, a success, a hint. Errors with details are `koble-ui-error`. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { emit } from '../emit.ts'
import { icon } from '../icon.ts'
import { kindIcons, type Kind } from '../kind.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'
import './button.ts'

export class Notice extends LitElement {
  static override properties = { kind: { reflect: true }, heading: {}, dismissible: { type: Boolean } }
  declare kind: Kind
  declare heading: string | undefined
  declare dismissible: boolean

  constructor() {
    super()
    this.kind = 'brand'
    this.dismissible = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (!this.hasAttribute('role')) this.setAttribute('role', this.kind === 'danger' ? 'alert' : 'status')
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        --_mark: var(--koble-accent-text);
        display: flex;
        align-items: flex-start;
        gap: 8px 12px;
        padding: 4px 12px;
        border: 1px solid var(--koble-stroke);
        border-radius: var(--koble-radius);
        background: var(--koble-surface);
        overflow-wrap: anywhere;
      }
      :host([kind='success']) {
        --_mark: var(--koble-success);
        border-color: var(--koble-success-stroke);
        background: var(--koble-success-tint);
      }
      :host([kind='warning']) {
        --_mark: var(--koble-warning);
        border-color: var(--koble-warning-stroke);
        background: var(--koble-warning-tint);
      }
      :host([kind='danger']) {
        --_mark: var(--koble-danger);
        border-color: var(--koble-danger-stroke);
        background: var(--koble-danger-tint);
      }
      .mark {
        display: grid;
        place-items: center;
        height: 32px;
        color: var(--_mark);
      }
      .body {
        flex: 1;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        min-width: 0;
        min-height: 32px;
        padding-block: 2px;
      }
      .text {
        flex: 1 1 24ch;
      }
    `,
  ]

  protected override render(): TemplateResult {
    return html`<span class="mark">${icon(kindIcons[this.kind] ?? 'info')}</span>
      <div class="body">
        <div class="text">
          ${this.heading === undefined ? nothing : html`<strong>${this.heading}</strong> `}<slot></slot>
        </div>
        <slot name="action"></slot>
      </div>
      ${
        this.dismissible
          ? html`<koble-ui-button
              kind="subtle"
              icon="close"
              label=${texts.dismiss}
              @click=${() => emit(this, 'ui-dismiss', {})}
            ></koble-ui-button>`
          : nothing
      }`
  }
}

define('koble-ui-notice', Notice)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-notice': Notice
  }
}
