/** `<koble-ui-tiles>`: lays tiles in a grid that fits the width. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { sharedStyles } from '../shared-styles.css.ts'

export class Tiles extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 168px), 1fr));
        gap: 12px;
      }
      @media (max-width: 500px) {
        :host {
          grid-template-columns: 1fr 1fr;
        }
      }
    `,
  ]

  protected override render(): TemplateResult {
    return html`<slot></slot>`
  }
}

define('koble-ui-tiles', Tiles)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-tiles': Tiles
  }
}
