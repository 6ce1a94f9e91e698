/** `<erp-bars>`: amounts as bars beside each other, each with its number as text; the longest takes the width. */
import { sharedStyles } from '@koble/ui'
import { css, html, LitElement, type TemplateResult } from 'lit'

export interface Bar {
  readonly label: string
  readonly value: number
  /** The value as people read it. */
  readonly text: string
  readonly kind: 'brand' | 'success' | 'warning' | 'danger'
}

export class Bars extends LitElement {
  static override properties = { bars: { attribute: false } }
  declare bars: readonly Bar[]

  constructor() {
    super()
    this.bars = []
  }

  static override styles = [
    sharedStyles,
    css`
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 12px;
      }
      .text {
        font-variant-numeric: tabular-nums;
      }
      .track {
        height: 8px;
        border-radius: 4px;
        background: var(--koble-surface-3);
      }
      .bar {
        height: 8px;
        border-radius: 4px;
        background: var(--koble-accent-text);
        forced-color-adjust: none;
      }
      .success {
        background: var(--koble-success);
      }
      .warning {
        background: var(--koble-warning);
      }
      .danger {
        background: var(--koble-danger);
      }
    `,
  ]

  protected override render(): TemplateResult {
    const longest = Math.max(...this.bars.map(({ value }) => Math.abs(value)), 0)
    return html`<ul>
      ${this.bars.map(
        ({ label, value, text, kind }) =>
          html`<li>
            <div class="line"><span class="muted">${label}</span><span class="text">${text}</span></div>
            <div class="track" aria-hidden="true">
              <div class="bar ${kind}" style="width:${longest === 0 ? 0 : (Math.abs(value) / longest) * 100}%"></div>
            </div>
          </li>`,
      )}
    </ul>`
  }
}

customElements.define('erp-bars', Bars)
