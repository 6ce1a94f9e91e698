/** `<koble-ui-empty>`: nothing is here, and what to do next. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { icon } from '../icon.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'

export class EmptyState extends LitElement {
  static override properties = { heading: {} }
  declare heading: string

  constructor() {
    super()
    this.heading = texts.nothingHere
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 32px 16px;
        text-align: center;
        color: var(--koble-text-2);
      }
      .icon {
        color: var(--koble-text-3);
      }
      p {
        font: 600 16px/22px var(--koble-font);
        color: var(--koble-text);
      }
      div {
        max-width: 60ch;
      }
    `,
  ]

  protected override render(): TemplateResult {
    return html`${icon('box', 32)}
      <p>${this.heading}</p>
      <div><slot></slot></div>
      <slot name="action"></slot>`
  }
}

define('koble-ui-empty', EmptyState)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-empty': EmptyState
  }
}
