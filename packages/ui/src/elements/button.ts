/** `<koble-ui-button>`: a button, or a link that looks like one. Submits and resets the form that it stands in. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { icon, isIconName } from '../icon.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { buttonStyles } from './button-styles.css.ts'

export type ButtonKind = 'default' | 'primary' | 'subtle' | 'danger' | 'header'

export class Button extends LitElement {
  static formAssociated = true
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override properties = {
    kind: {},
    type: {},
    busy: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    icon: {},
    label: {},
    href: {},
  }
  declare kind: ButtonKind
  declare type: 'button' | 'submit' | 'reset'
  /** Its action runs: the button keeps its place and focus, and refuses a second click. */
  declare busy: boolean
  declare disabled: boolean
  declare icon: string
  /** The name of a button that shows an icon alone. */
  declare label: string
  declare href: string | undefined
  readonly #internals = this.attachInternals()

  constructor() {
    super()
    this.kind = 'default'
    this.type = 'button'
    this.busy = false
    this.disabled = false
    this.icon = ''
    this.label = ''
  }

  override click(): void {
    this.renderRoot.querySelector<HTMLElement>('.button')?.click()
  }

  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      :host {
        display: inline-flex;
        max-width: 100%;
        vertical-align: middle;
      }
      .button {
        flex: 1;
      }
      .spinner {
        width: 14px;
        height: 14px;
        border: 2px solid currentColor;
        border-inline-end-color: transparent;
        border-radius: 50%;
        animation: turn 900ms linear infinite;
      }
      @keyframes turn {
        to {
          rotate: 1turn;
        }
      }
    `,
  ]

  #content(): TemplateResult {
    const mark = this.busy
      ? html`<span class="spinner" aria-hidden="true"></span>`
      : isIconName(this.icon)
        ? icon(this.icon)
        : nothing
    return html`${mark}<slot></slot>`
  }

  readonly #click = (event: Event): void => {
    if (this.busy) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (this.type === 'submit') this.#internals.form?.requestSubmit()
    if (this.type === 'reset') this.#internals.form?.reset()
  }

  protected override render(): TemplateResult {
    const classes = `button ${this.kind} ${this.label === '' ? '' : 'icon-only'} ${this.busy ? 'busy' : ''}`
    const name = this.label === '' ? nothing : this.label
    if (this.href !== undefined && !this.disabled) {
      return html`<a class=${classes} href=${this.href} aria-label=${name} title=${name} @click=${this.#click}
        >${this.#content()}</a
      >`
    }
    return html`<button
      type="button"
      class=${classes}
      ?disabled=${this.disabled}
      aria-disabled=${this.busy ? 'true' : nothing}
      aria-busy=${this.busy ? 'true' : nothing}
      aria-label=${name}
      title=${name}
      @click=${this.#click}
    >
      ${this.#content()}
    </button>`
  }
}

define('koble-ui-button', Button)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-button': Button
  }
}
