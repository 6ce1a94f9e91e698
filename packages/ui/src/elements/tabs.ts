/** `<koble-ui-tabs>`: tabs after the ARIA pattern; arrows move and select, one slot a tab. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { emit } from '../emit.ts'
import { moveFocus } from '../move-focus.ts'
import { sharedStyles } from '../shared-styles.css.ts'

export type Tab = { readonly key: string; readonly label: string; readonly count?: number }

export class Tabs extends LitElement {
  static override properties = { label: {}, tabs: { attribute: false }, selected: { reflect: true } }
  /** What the tabs divide, for screen readers. */
  declare label: string
  declare tabs: readonly Tab[]
  /** A tab's key; the first one when absent or unknown. */
  declare selected: string | undefined

  constructor() {
    super()
    this.label = ''
    this.tabs = []
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      [role='tablist'] {
        display: flex;
        gap: 4px;
        overflow-x: auto;
        border-block-end: 1px solid var(--koble-stroke-2);
      }
      [role='tab'] {
        flex: none;
        min-height: 40px;
        padding: 8px 12px;
        border: 0;
        border-block-end: 3px solid transparent;
        background: transparent;
        color: var(--koble-text-2);
        font: 400 14px/20px var(--koble-font);
        cursor: pointer;
      }
      [role='tab']:hover {
        background: var(--koble-surface-hover);
      }
      [role='tab']:focus-visible {
        outline-offset: -2px;
      }
      [aria-selected='true'] {
        border-block-end-color: var(--koble-accent-text);
        color: var(--koble-text);
        font-weight: 600;
      }
      /* Bold text is wider: its room is kept, so that selecting moves no other tab. */
      .label::after {
        content: attr(data-label);
        display: block;
        height: 0;
        overflow: hidden;
        visibility: hidden;
        font-weight: 600;
      }
      [role='tabpanel'] {
        padding-block: 12px;
      }
      @media (forced-colors: active) {
        [aria-selected='true'] {
          border-block-end-color: Highlight;
        }
      }
    `,
  ]

  #current(): string | undefined {
    return this.tabs.find(({ key }) => key === this.selected)?.key ?? this.tabs[0]?.key
  }

  #select(key: string): void {
    if (key === this.#current()) return
    this.selected = key
    emit(this, 'ui-tab', { key })
  }

  readonly #key = (event: KeyboardEvent): void => {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')]
    const moved = moveFocus(event, buttons, 'horizontal')
    const tab = moved === undefined ? undefined : this.tabs[buttons.indexOf(moved)]
    if (tab !== undefined) this.#select(tab.key)
  }

  protected override render(): TemplateResult {
    const current = this.#current()
    return html`<div role="tablist" aria-label=${this.label === '' ? nothing : this.label} @keydown=${this.#key}>
        ${this.tabs.map(
          ({ key, label, count }) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${key}"
              aria-selected=${key === current}
              aria-controls=${key === current ? 'panel' : nothing}
              tabindex=${key === current ? 0 : -1}
              @click=${() => this.#select(key)}
            >
              <span class="label" data-label=${label}
                >${label}${count === undefined ? nothing : ` (${count.toLocaleString()})`}</span
              >
            </button>`,
        )}
      </div>
      ${
        current === undefined
          ? nothing
          : html`<div role="tabpanel" id="panel" aria-labelledby="tab-${current}"><slot name=${current}></slot></div>`
      }`
  }
}

define('koble-ui-tabs', Tabs)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-tabs': Tabs
  }
}
