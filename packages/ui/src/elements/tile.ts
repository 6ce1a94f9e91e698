/** `<koble-ui-tile>`: a figure of the home page (the ERP's role centre), which leads to the list behind it. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { icon } from '../icon.ts'
import { kindIcons, type Kind } from '../kind.ts'
import { sharedStyles } from '../shared-styles.css.ts'

export class Tile extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override properties = {
    label: {},
    value: {},
    hint: {},
    href: {},
    kind: { reflect: true },
    loading: { type: Boolean },
  }
  declare label: string
  declare value: string
  declare hint: string | undefined
  declare href: string | undefined
  declare kind: Kind
  declare loading: boolean

  constructor() {
    super()
    this.label = ''
    this.value = ''
    this.kind = 'neutral'
    this.loading = false
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        --_mark: var(--koble-accent-text);
        --_text: var(--koble-text);
        display: block;
      }
      :host([kind='success']) {
        --_mark: var(--koble-success);
        --_text: var(--koble-success);
      }
      :host([kind='warning']) {
        --_mark: var(--koble-warning);
        --_text: var(--koble-warning);
      }
      :host([kind='danger']) {
        --_mark: var(--koble-danger);
        --_text: var(--koble-danger);
      }
      .tile {
        display: grid;
        grid-template-rows: auto 1fr auto;
        gap: 4px;
        height: 100%;
        min-height: 104px;
        padding: 12px 16px;
        border: 1px solid var(--koble-stroke-2);
        border-inline-start: 4px solid var(--_mark);
        border-radius: var(--koble-radius);
        background: var(--koble-surface);
        color: var(--koble-text);
        text-decoration: none;
        overflow-wrap: anywhere;
      }
      a.tile:hover {
        background: var(--koble-surface-hover);
        box-shadow: var(--koble-shadow-4);
      }
      .value {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 32px;
        font: 600 24px/32px var(--koble-font);
        font-variant-numeric: tabular-nums;
        color: var(--_text);
      }
      .hint {
        min-height: 16px;
      }
      .bar {
        width: 60px;
        height: 20px;
        border-radius: var(--koble-radius);
        background: var(--koble-stencil);
      }
    `,
  ]

  #content(): TemplateResult {
    const mark = this.kind === 'neutral' || this.kind === 'brand' ? nothing : icon(kindIcons[this.kind], 20)
    return html`<span>${this.label}</span>
      <span class="value">${this.loading ? html`<span class="bar"></span>` : html`${mark}${this.value}`}</span>
      <span class="hint small muted">${this.hint}</span>`
  }

  protected override render(): TemplateResult {
    return this.href === undefined
      ? html`<div class="tile" aria-busy=${this.loading}>${this.#content()}</div>`
      : html`<a class="tile" href=${this.href} aria-busy=${this.loading}>${this.#content()}</a>`
  }
}

define('koble-ui-tile', Tile)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-tile': Tile
  }
}
