/** `<koble-ui-shell>`: the frame of an app: header with product and emulator's badge, navigation, main landmark, fact box pane. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { icon } from '../icon.ts'
import { currentItem, groupItems, type NavigationItem } from '../navigation-item.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'
import { shellStyles } from './shell-styles.css.ts'

export class Shell extends LitElement {
  static override properties = {
    product: {},
    badge: {},
    home: {},
    path: {},
    navigation: { attribute: false },
    opened: { state: true },
    hasAside: { state: true },
  }
  declare product: string
  /** Says that this is an emulator, wherever one is; empty in the console. */
  declare badge: string
  declare home: string
  /** The address's path, which marks the current entry. */
  declare path: string
  declare navigation: readonly NavigationItem[]
  declare private opened: boolean
  declare private hasAside: boolean

  constructor() {
    super()
    this.product = ''
    this.badge = ''
    this.home = '/'
    this.path = location.pathname
    this.navigation = []
    this.opened = false
    this.hasAside = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.hasAside = this.querySelector(':scope > [slot=aside]') !== null
  }

  static override styles = [sharedStyles, shellStyles]

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('path')) this.opened = false
  }

  /** A button, because a link's fragment does not reach into a shadow root. */
  readonly #skip = (): void => {
    this.renderRoot.querySelector('main')?.focus()
  }

  readonly #open = (): void => {
    this.opened = !this.opened
    if (this.opened) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('nav a')?.focus())
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.opened) return
    this.opened = false
    this.renderRoot.querySelector<HTMLElement>('.opener')?.focus()
  }

  readonly #asideChanged = (event: Event): void => {
    if (event.target instanceof HTMLSlotElement) this.hasAside = event.target.assignedElements().length > 0
  }

  #entry(item: NavigationItem, current: NavigationItem | undefined): TemplateResult {
    return html`<li>
      <a href=${item.href} aria-current=${item === current ? 'page' : nothing}>
        ${item.icon === undefined ? nothing : icon(item.icon, 20)}<span>${item.label}</span>
        ${item.count === undefined ? nothing : html`<span class="count">${item.count.toLocaleString()}</span>`}
      </a>
    </li>`
  }

  #navigation(): TemplateResult {
    const current = currentItem(this.navigation, this.path)
    const groups = [...groupItems(this.navigation)]
    return html`<nav id="nav" class=${this.opened ? 'open' : ''} aria-label=${texts.navigation} @keydown=${this.#key}>
      ${groups.map(
        ([name, items]) =>
          html`${name === '' ? nothing : html`<h2>${name}</h2>`}
            <ul>
              ${items.map((item) => this.#entry(item, current))}
            </ul>`,
      )}
    </nav>`
  }

  protected override render(): TemplateResult {
    return html`<button type="button" class="skip" @click=${this.#skip}>${texts.skipToContent}</button>
      <header @keydown=${this.#key}>
        <button
          class="opener"
          type="button"
          aria-label=${texts.openNavigation}
          aria-expanded=${this.opened}
          aria-controls="nav"
          @click=${this.#open}
        >
          ${icon('menu', 20)}
        </button>
        <a class="product" href=${this.home}>${this.product}</a>
        ${this.badge === '' ? nothing : html`<span class="badge">${this.badge}</span>`}
        <div class="actions"><slot name="actions"></slot></div>
      </header>
      ${this.#navigation()}
      <div class="shade ${this.opened ? 'open' : ''}" @click=${() => (this.opened = false)}></div>
      <main id="main" tabindex="-1" class=${this.hasAside ? 'two' : ''}>
        <div><slot name="notice"></slot><slot></slot></div>
        <section class="aside" aria-label=${texts.factBoxes} ?hidden=${!this.hasAside}>
          <slot name="aside" @slotchange=${this.#asideChanged}></slot>
        </section>
      </main>`
  }
}

define('koble-ui-shell', Shell)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-shell': Shell
  }
}
