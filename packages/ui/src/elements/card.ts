/** `<koble-ui-card>`: a section with a heading: a fact box, a panel. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { sharedStyles } from '../shared-styles.css.ts'

export class Card extends LitElement {
  static override properties = { heading: {} }
  declare heading: string

  constructor() {
    super()
    this.heading = ''
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      section {
        padding: 12px 16px 16px;
        border: 1px solid var(--koble-stroke-2);
        border-radius: var(--koble-radius-card);
        background: var(--koble-surface);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px 12px;
        min-height: 32px;
        margin-bottom: 4px;
      }
      h2 {
        font: 600 16px/22px var(--koble-font);
      }
    `,
  ]

  protected override render(): TemplateResult {
    return html`<section aria-labelledby=${this.heading === '' ? nothing : 'heading'}>
      ${
        this.heading === ''
          ? nothing
          : html`<header>
              <h2 id="heading">${this.heading}</h2>
              <slot name="actions"></slot>
            </header>`
      }
      <slot></slot>
    </section>`
  }
}

define('koble-ui-card', Card)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-card': Card
  }
}
