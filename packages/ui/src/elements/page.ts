/** `<koble-ui-page>`: one page inside the shell: heading, actions on top, content, fact boxes on the right. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { focusWanted } from '../focus-wanted.ts'
import { icon } from '../icon.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'

/** What the HTML page itself is called; a page's heading stands before it in the window's title. */
const appTitle = document.title

export class Page extends LitElement {
  static override properties = {
    heading: {},
    subheading: {},
    back: {},
    backLabel: { attribute: 'back-label' },
    hasAside: { state: true },
  }
  declare heading: string
  declare subheading: string | undefined
  /** Where the list is that this page came from. */
  declare back: string | undefined
  declare backLabel: string
  declare private hasAside: boolean

  constructor() {
    super()
    this.heading = ''
    this.backLabel = texts.back
    this.hasAside = false
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('heading') && this.heading !== '') document.title = `${this.heading} - ${appTitle}`
  }

  override connectedCallback(): void {
    super.connectedCallback()
    // Known before the first paint, so that the content's width does not change when slots are assigned.
    this.hasAside = this.querySelector(':scope > [slot=aside]') !== null
  }

  /** After a navigation: screen readers hear the new page's name, Tab goes on from there. `autofocus` on a child wins. */
  focusHeading(): void {
    void this.#focusFirst()
  }

  async #focusFirst(): Promise<void> {
    await this.updateComplete
    if (await focusWanted(this)) return
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        padding: 16px 24px 32px;
        container-type: inline-size;
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        min-height: 40px;
        margin-bottom: 12px;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        min-width: 0;
        margin-inline-end: auto;
      }
      h1 {
        font: 600 24px/32px var(--koble-font);
        overflow-wrap: anywhere;
      }
      h1:focus-visible {
        outline-offset: 4px;
      }
      .sub {
        flex-basis: 100%;
      }
      .back {
        display: inline-grid;
        place-items: center;
        width: 32px;
        height: 32px;
        border-radius: var(--koble-radius);
        color: var(--koble-text-2);
      }
      .back:hover {
        background: var(--koble-surface-hover);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .columns.two {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 320px;
        align-items: start;
        gap: 24px;
      }
      .content {
        min-width: 0;
      }
      .aside {
        display: grid;
        gap: 12px;
        min-width: 0;
      }
      @container (max-width: 999px) {
        .columns.two {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @media (max-width: 700px) {
        :host {
          padding: 12px 12px 24px;
        }
      }
    `,
  ]

  readonly #asideChanged = (event: Event): void => {
    if (event.target instanceof HTMLSlotElement) this.hasAside = event.target.assignedElements().length > 0
  }

  protected override render(): TemplateResult {
    const back =
      this.back === undefined
        ? nothing
        : html`<a class="back" href=${this.back} aria-label=${this.backLabel} title=${this.backLabel}
            >${icon('back', 20)}</a
          >`
    return html`<div class="top">
        <div class="title">
          ${back}
          <h1 tabindex="-1">${this.heading}</h1>
          <slot name="status"></slot>
          ${this.subheading === undefined ? nothing : html`<p class="sub muted">${this.subheading}</p>`}
        </div>
        <div class="actions"><slot name="actions"></slot></div>
      </div>
      <div class="columns ${this.hasAside ? 'two' : ''}">
        <div class="content"><slot></slot></div>
        <section class="aside" aria-label=${texts.factBoxes} ?hidden=${!this.hasAside}>
          <slot name="aside" @slotchange=${this.#asideChanged}></slot>
        </section>
      </div>`
  }
}

define('koble-ui-page', Page)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-page': Page
  }
}
