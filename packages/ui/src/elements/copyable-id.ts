/** `<koble-ui-id>`: an id or number with a button that copies it. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { copyText } from '../copy-text.ts'
import { define } from '../define.ts'
import { emit } from '../emit.ts'
import { icon } from '../icon.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'

const shownMs = 2_000

export class CopyableId extends LitElement {
  static override properties = {
    value: {},
    label: {},
    short: { type: Boolean },
    outcome: { state: true },
  }
  declare value: string
  /** What is copied, for the button's name: "Copy correlation id". */
  declare label: string
  /** Shows the first eight characters of a long id; copies all of it. */
  declare short: boolean
  declare private outcome: string
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.value = ''
    this.label = 'id'
    this.short = false
    this.outcome = ''
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 2px;
        max-width: 100%;
        font: inherit;
        color: inherit;
      }
      code {
        font: 400 0.93em/1.4 var(--koble-font-mono);
        overflow-wrap: anywhere;
        min-width: 0;
      }
      button {
        display: inline-grid;
        place-items: center;
        width: 24px;
        height: 24px;
        flex: none;
        padding: 0;
        border: 0;
        border-radius: var(--koble-radius);
        background: transparent;
        color: var(--koble-text-3);
        cursor: pointer;
      }
      button:hover {
        background: var(--koble-surface-hover);
        color: var(--koble-text);
      }
    `,
  ]

  readonly #copy = async (event: Event): Promise<void> => {
    event.stopPropagation()
    const copied = await copyText(this.value)
    this.outcome = copied ? texts.copied : texts.copyFailed
    if (copied) emit(this, 'ui-copy', { value: this.value })
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.outcome = ''), shownMs)
  }

  protected override render(): TemplateResult {
    const shown = this.short && this.value.length > 9 ? `${this.value.slice(0, 8)}…` : this.value
    const name = texts.copy(this.label)
    return html`<code title=${this.value}>${shown}</code>
      <button type="button" aria-label=${name} title=${this.outcome === '' ? name : this.outcome} @click=${this.#copy}>
        ${icon(this.outcome === texts.copied ? 'check' : 'copy')}
      </button>
      <span class="visually-hidden" role="status">${this.outcome}</span>`
  }
}

define('koble-ui-id', CopyableId)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-id': CopyableId
  }
}
