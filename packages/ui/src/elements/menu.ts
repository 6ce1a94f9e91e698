/** `<koble-ui-menu>`: a button that opens a native popover with actions; arrows, Home, End, Escape as in the ARIA pattern. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { emit } from '../emit.ts'
import { icon, type IconName } from '../icon.ts'
import { moveFocus } from '../move-focus.ts'
import { placeBelow } from '../place-below.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'
import type { ButtonKind } from './button.ts'
import { buttonStyles } from './button-styles.css.ts'

export type MenuItem = {
  readonly key: string
  readonly label: string
  readonly icon?: IconName
  readonly href?: string
  readonly danger?: boolean
  readonly disabled?: boolean
}

export class Menu extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override properties = {
    label: {},
    kind: {},
    iconOnly: { type: Boolean, attribute: 'icon-only' },
    items: { attribute: false },
    opened: { state: true },
  }
  declare label: string
  declare kind: ButtonKind
  declare iconOnly: boolean
  declare items: readonly MenuItem[]
  declare private opened: boolean

  constructor() {
    super()
    this.label = texts.moreActions
    this.kind = 'default'
    this.iconOnly = false
    this.items = []
    this.opened = false
  }

  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      :host {
        display: inline-flex;
        vertical-align: middle;
      }
      .menu {
        position: fixed;
        inset: auto;
        margin: 0;
        min-width: 160px;
        max-width: min(320px, calc(100vw - 16px));
        max-height: calc(100dvh - 16px);
        overflow: auto;
        padding: 4px;
        border: 1px solid var(--koble-stroke-2);
        border-radius: var(--koble-radius);
        background: var(--koble-surface);
        color: var(--koble-text);
        box-shadow: var(--koble-shadow-8);
      }
      [role='menuitem'] {
        display: flex;
        align-items: center;
        gap: 8px;
        width: 100%;
        min-height: 32px;
        padding: 6px 8px;
        border: 0;
        border-radius: var(--koble-radius);
        background: transparent;
        color: inherit;
        font: 400 14px/20px var(--koble-font);
        text-align: start;
        text-decoration: none;
        cursor: pointer;
      }
      [role='menuitem']:hover {
        background: var(--koble-surface-hover);
      }
      [role='menuitem']:focus-visible {
        outline-offset: -2px;
      }
      [role='menuitem'].danger {
        color: var(--koble-danger);
      }
      [role='menuitem'][aria-disabled='true'] {
        color: var(--koble-text-disabled);
        cursor: not-allowed;
      }
      .chevron {
        rotate: 90deg;
        display: inline-flex;
      }
    `,
  ]

  #popover(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.menu')
  }

  #items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')]
  }

  #opener(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('#opener')
  }

  readonly #toggled = (event: ToggleEvent): void => {
    this.opened = event.newState === 'open'
    if (!this.opened) return
    const opener = this.#opener()
    const popover = this.#popover()
    if (opener !== null && popover !== null) placeBelow(popover, opener)
    this.#items()[0]?.focus()
  }

  #close(): void {
    this.#popover()?.hidePopover()
    this.#opener()?.focus()
  }

  #run(event: Event, item: MenuItem): void {
    if (item.disabled === true) return event.preventDefault()
    this.#close()
    if (item.href === undefined) emit(this, 'ui-action', { key: item.key })
  }

  readonly #openerKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || this.opened) return
    event.preventDefault()
    this.#popover()?.showPopover()
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') this.#popover()?.hidePopover()
    else moveFocus(event, this.#items(), 'vertical')
  }

  #item(item: MenuItem): TemplateResult {
    const content = html`${item.icon === undefined ? nothing : icon(item.icon)}${item.label}`
    const classes = item.danger === true ? 'danger' : ''
    const run = (event: Event): void => this.#run(event, item)
    return item.href === undefined || item.disabled === true
      ? html`<button
          type="button"
          role="menuitem"
          class=${classes}
          tabindex="-1"
          aria-disabled=${item.disabled === true ? 'true' : nothing}
          @click=${run}
        >
          ${content}
        </button>`
      : html`<a role="menuitem" class=${classes} tabindex="-1" href=${item.href} @click=${run}>${content}</a>`
  }

  protected override render(): TemplateResult {
    return html`<button
        id="opener"
        type="button"
        class="button ${this.kind} ${this.iconOnly ? 'icon-only' : ''}"
        popovertarget="menu"
        aria-haspopup="menu"
        aria-expanded=${this.opened}
        aria-label=${this.iconOnly ? this.label : nothing}
        title=${this.iconOnly ? this.label : nothing}
        @keydown=${this.#openerKey}
      >
        ${this.iconOnly ? icon('more') : html`${this.label}<span class="chevron">${icon('chevron')}</span>`}
      </button>
      <div
        id="menu"
        class="menu"
        popover
        role="menu"
        aria-label=${this.label}
        @toggle=${this.#toggled}
        @keydown=${this.#key}
      >
        ${this.items.map((item) => this.#item(item))}
      </div>`
  }
}

define('koble-ui-menu', Menu)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-menu': Menu
  }
}
