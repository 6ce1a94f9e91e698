/** `<koble-ui-skeleton>`: the shape of what is still loading. It says nothing to screen readers; the region says `aria-busy`. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { sharedStyles } from '../shared-styles.css.ts'

/** Uneven, so that it reads as text, and the same at every render, so that nothing jumps. */
const widths = ['92%', '76%', '84%', '60%', '70%']

export class Skeleton extends LitElement {
  static override properties = { lines: { type: Number }, block: { type: Boolean, reflect: true } }
  declare lines: number
  declare block: boolean

  constructor() {
    super()
    this.lines = 3
    this.block = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('aria-hidden', 'true')
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      .bar {
        height: 12px;
        margin: 4px 0;
        border-radius: var(--koble-radius);
        background: linear-gradient(90deg, var(--koble-stencil), var(--koble-stencil-2), var(--koble-stencil));
        background-size: 300% 100%;
        animation: shimmer 2s linear infinite;
      }
      :host([block]) .bar {
        height: var(--koble-skeleton-height, 96px);
        margin: 0;
      }
      @keyframes shimmer {
        from {
          background-position: 150% 0;
        }
        to {
          background-position: -150% 0;
        }
      }
      @media (forced-colors: active) {
        .bar {
          border: 1px solid GrayText;
        }
      }
    `,
  ]

  protected override render(): TemplateResult {
    if (this.block) return html`<div class="bar"></div>`
    const bars = Array.from({ length: Math.max(1, this.lines) }, (_, index) => widths[index % widths.length])
    return html`${bars.map((width) => html`<div class="bar" style="width:${width}"></div>`)}`
  }
}

define('koble-ui-skeleton', Skeleton)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-skeleton': Skeleton
  }
}
