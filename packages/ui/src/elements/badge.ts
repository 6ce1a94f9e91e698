/** `<koble-ui-badge>`: a status in a pill, with an icon beside the colour. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { icon } from '../icon.ts'
import { kindIcons, type Kind } from '../kind.ts'
import { sharedStyles } from '../shared-styles.css.ts'

export class Badge extends LitElement {
  static override properties = { kind: { reflect: true } }
  declare kind: Kind

  constructor() {
    super()
    this.kind = 'neutral'
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        max-width: 100%;
        padding: 1px 8px 1px 6px;
        border: 1px solid var(--koble-stroke);
        border-radius: 10px;
        background: var(--koble-surface-2);
        color: var(--koble-text-2);
        font: 600 12px/16px var(--koble-font);
        vertical-align: middle;
        white-space: nowrap;
      }
      svg {
        width: 12px;
        height: 12px;
      }
      :host([kind='brand']) {
        border-color: var(--koble-accent-text);
        background: var(--koble-accent-tint);
        color: var(--koble-accent-text);
      }
      :host([kind='success']) {
        border-color: var(--koble-success-stroke);
        background: var(--koble-success-tint);
        color: var(--koble-success);
      }
      :host([kind='warning']) {
        border-color: var(--koble-warning-stroke);
        background: var(--koble-warning-tint);
        color: var(--koble-warning);
      }
      :host([kind='danger']) {
        border-color: var(--koble-danger-stroke);
        background: var(--koble-danger-tint);
        color: var(--koble-danger);
      }
    `,
  ]

  protected override render(): TemplateResult {
    const mark = kindIcons[this.kind] ?? 'dot'
    return html`${this.kind === 'neutral' ? nothing : icon(mark)}<slot></slot>`
  }
}

define('koble-ui-badge', Badge)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-badge': Badge
  }
}
