/** `<koble-ui-form-grid>`: lays fields in columns as wide as the room allows; a child with the attribute `full` takes a whole line. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { sharedStyles } from '../shared-styles.css.ts'

export class FormGrid extends LitElement {
  static override properties = { columns: { type: Number } }
  /** The most columns. */
  declare columns: number

  constructor() {
    super()
    this.columns = 2
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .grid {
        display: grid;
        /* As many columns as fit 240 px each, but never more than --_most: a column is at least its share of the width. */
        grid-template-columns: repeat(
          auto-fill,
          minmax(max(min(240px, 100%), calc((100% - 24px * (var(--_most) - 1)) / var(--_most))), 1fr)
        );
        gap: 4px 24px;
      }
      ::slotted([full]) {
        grid-column: 1 / -1;
      }
    `,
  ]

  protected override render(): TemplateResult {
    return html`<div class="grid" style="--_most:${Math.max(1, this.columns)}"><slot></slot></div>`
  }
}

define('koble-ui-form-grid', FormGrid)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-form-grid': FormGrid
  }
}
