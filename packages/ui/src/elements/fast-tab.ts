/** `<koble-ui-fast-tab>`: a collapsible section of a card, which says its main values while it is closed. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { emit } from '../emit.ts'
import { icon } from '../icon.ts'
import { sharedStyles } from '../shared-styles.css.ts'

export class FastTab extends LitElement {
  static override properties = { heading: {}, summary: {}, open: { type: Boolean, reflect: true } }
  declare heading: string
  declare summary: string
  declare open: boolean

  constructor() {
    super()
    this.heading = ''
    this.summary = ''
    this.open = false
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        border-block-end: 1px solid var(--koble-stroke-2);
      }
      h2 {
        font: 600 16px/22px var(--koble-font);
      }
      button {
        display: flex;
        align-items: center;
        gap: 8px 12px;
        width: 100%;
        min-height: 44px;
        padding: 8px 4px;
        border: 0;
        background: transparent;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button:hover {
        background: var(--koble-surface-hover);
      }
      .icon {
        transition: rotate var(--koble-duration) var(--koble-ease);
      }
      [aria-expanded='true'] .icon {
        rotate: 90deg;
      }
      .summary {
        margin-inline-start: auto;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font: 400 14px/20px var(--koble-font);
        color: var(--koble-text-3);
      }
      .content {
        padding: 4px 4px 16px;
      }
    `,
  ]

  readonly #toggle = (): void => {
    this.open = !this.open
    emit(this, 'ui-toggle', { open: this.open })
  }

  protected override render(): TemplateResult {
    const summary = this.open || this.summary === '' ? nothing : html`<span class="summary">${this.summary}</span>`
    return html`<h2>
        <button type="button" id="button" aria-expanded=${this.open} aria-controls="content" @click=${this.#toggle}>
          ${icon('chevron')}<span>${this.heading}</span>${summary}
        </button>
      </h2>
      <div id="content" class="content" role="group" aria-labelledby="button" ?hidden=${!this.open}><slot></slot></div>`
  }
}

define('koble-ui-fast-tab', FastTab)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-fast-tab': FastTab
  }
}
