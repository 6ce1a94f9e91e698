/** `<koble-ui-facts>`: labels with values, as a fact box shows them. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { icon } from '../icon.ts'
import { kindIcons, type Kind } from '../kind.ts'
import { sharedStyles } from '../shared-styles.css.ts'

export type Fact = {
  readonly label: string
  /** Text, or a template. */
  readonly value: unknown
  readonly href?: string
  /** A total. */
  readonly strong?: boolean
  readonly kind?: Kind
}

export class Facts extends LitElement {
  static override properties = { facts: { attribute: false }, loading: { type: Boolean } }
  declare facts: readonly Fact[]
  /** Keeps each label and shows a bar for each value, so that arriving values move nothing. */
  declare loading: boolean

  constructor() {
    super()
    this.facts = []
    this.loading = false
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      dl {
        display: grid;
        gap: 2px 0;
        margin: 0;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 12px;
        min-height: 24px;
        padding: 2px 0;
      }
      dt {
        color: var(--koble-text-3);
      }
      dd {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        margin: 0;
        margin-inline-start: auto;
        text-align: end;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      .strong {
        font-weight: 600;
      }
      .success {
        color: var(--koble-success);
      }
      .warning {
        color: var(--koble-warning);
      }
      .danger {
        color: var(--koble-danger);
      }
      .bar {
        width: 72px;
        height: 12px;
        border-radius: var(--koble-radius);
        background: var(--koble-stencil);
      }
    `,
  ]

  #value({ value, href, kind }: Fact): TemplateResult {
    if (this.loading) return html`<span class="bar"></span>`
    const mark = kind === undefined || kind === 'neutral' ? nothing : icon(kindIcons[kind])
    return html`${mark}${href === undefined ? value : html`<a href=${href}>${value}</a>`}`
  }

  protected override render(): TemplateResult {
    return html`<dl aria-busy=${this.loading}>
      ${this.facts.map(
        (fact) =>
          html`<div>
            <dt>${fact.label}</dt>
            <dd class="${fact.strong === true ? 'strong' : ''} ${fact.kind ?? ''}">${this.#value(fact)}</dd>
          </div>`,
      )}
    </dl>`
  }
}

define('koble-ui-facts', Facts)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-facts': Facts
  }
}
