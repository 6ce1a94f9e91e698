/** `<koble-ui-dialog>`: a native modal `<dialog>`, which holds the focus, gives it back and closes on Escape. */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { emit } from '../emit.ts'
import { focusWanted } from '../focus-wanted.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'
import './button.ts'

export type CloseDetail = { readonly reason: 'escape' | 'button' | 'closed' }

export class Dialog extends LitElement {
  static override properties = {
    heading: {},
    open: { type: Boolean, reflect: true },
    wide: { type: Boolean, reflect: true },
  }
  declare heading: string
  declare open: boolean
  declare wide: boolean
  #reason: CloseDetail['reason'] = 'closed'

  constructor() {
    super()
    this.heading = ''
    this.open = false
    this.wide = false
  }

  show(): void {
    this.open = true
  }

  close(): void {
    this.open = false
  }

  static override styles = [
    sharedStyles,
    css`
      dialog {
        width: min(480px, calc(100vw - 32px));
        max-height: calc(100dvh - 32px);
        padding: 0;
        border: 1px solid transparent;
        border-radius: var(--koble-radius-card);
        background: var(--koble-surface);
        color: var(--koble-text);
        box-shadow: var(--koble-shadow-8);
        overflow: hidden;
      }
      :host([wide]) dialog {
        width: min(960px, calc(100vw - 32px));
      }
      dialog::backdrop {
        background: var(--koble-backdrop);
      }
      .frame {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        max-height: calc(100dvh - 34px);
      }
      header {
        display: flex;
        align-items: flex-start;
        gap: 8px;
        padding: 16px 12px 8px 24px;
      }
      h2 {
        flex: 1;
        min-width: 0;
        padding-block: 2px;
        font: 600 20px/28px var(--koble-font);
        overflow-wrap: anywhere;
      }
      .content {
        padding: 4px 24px 16px;
        overflow: auto;
        overflow-wrap: anywhere;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        padding: 8px 24px 20px;
      }
    `,
  ]

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return
    const dialog = this.renderRoot.querySelector('dialog')
    if (dialog === null || dialog.open === this.open) return
    if (this.open) {
      this.#reason = 'closed'
      dialog.showModal()
      void focusWanted(this)
    } else dialog.close()
  }

  readonly #closed = (): void => {
    this.open = false
    emit(this, 'ui-close', { reason: this.#reason })
  }

  readonly #cancelled = (event: Event): void => {
    // A file field's own cancel event bubbles to here too.
    if (event.target instanceof HTMLDialogElement) this.#reason = 'escape'
  }

  readonly #closeByButton = (): void => {
    this.#reason = 'button'
    this.open = false
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @close=${this.#closed} @cancel=${this.#cancelled}>
      <div class="frame">
        <header>
          <h2 id="heading">${this.heading}</h2>
          <koble-ui-button
            kind="subtle"
            icon="close"
            label=${texts.close}
            @click=${this.#closeByButton}
          ></koble-ui-button>
        </header>
        <div class="content"><slot></slot></div>
        <footer><slot name="footer"></slot></footer>
      </div>
    </dialog>`
  }
}

define('koble-ui-dialog', Dialog)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-dialog': Dialog
  }
}
