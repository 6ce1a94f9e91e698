/** `<koble-ui-toasts>`: the region at the bottom that shows and reads out short messages. `toast()` makes it when needed. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { define } from '../define.ts'
import type { Kind } from '../kind.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import './button.ts'
import './notice.ts'

export type Toast = {
  readonly message: string
  readonly kind: Kind
  readonly action?: { readonly label: string; readonly run: () => void }
}

type Shown = Toast & { readonly id: number }

/** Nothing vanishes sooner (reference/crm-embedding.md section 6). */
const shownMs = 20_000
const most = 4

export class Toasts extends LitElement {
  static override properties = { toasts: { state: true } }
  declare private toasts: readonly Shown[]
  #nextId = 1

  constructor() {
    super()
    this.toasts = []
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.popover = 'manual'
  }

  add(toast: Toast): void {
    const id = this.#nextId++
    this.toasts = [...this.toasts, { ...toast, id }].slice(-most)
    // In the top layer, and on top of a dialog that opened later.
    if (this.matches(':popover-open')) this.hidePopover()
    this.showPopover()
    if (toast.kind !== 'danger') setTimeout(() => this.#remove(id), shownMs)
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        position: fixed;
        inset: auto 16px 16px auto;
        width: min(400px, calc(100vw - 32px));
        margin: 0;
        padding: 0;
        border: 0;
        background: transparent;
        overflow: visible;
      }
      div {
        display: grid;
        gap: 8px;
      }
      koble-ui-notice {
        box-shadow: var(--koble-shadow-8);
      }
    `,
  ]

  #remove(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id)
    if (this.toasts.length === 0 && this.matches(':popover-open')) this.hidePopover()
  }

  #one({ id, message, kind, action }: Shown): TemplateResult {
    const run = (): void => {
      this.#remove(id)
      action?.run()
    }
    return html`<koble-ui-notice
      kind=${kind}
      role=${kind === 'danger' ? 'alert' : 'none'}
      dismissible
      @ui-dismiss=${() => this.#remove(id)}
      >${message}${
        action === undefined
          ? nothing
          : html`<koble-ui-button slot="action" @click=${run}>${action.label}</koble-ui-button>`
      }</koble-ui-notice
    >`
  }

  protected override render(): TemplateResult {
    return html`<div role="status" aria-live="polite">
      ${repeat(
        this.toasts,
        ({ id }) => id,
        (toast) => this.#one(toast),
      )}
    </div>`
  }
}

define('koble-ui-toasts', Toasts)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-toasts': Toasts
  }
}
