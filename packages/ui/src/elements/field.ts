/**
 * `<koble-ui-field>`: one form field of any type, with label, hint and error, part of its `<form>`. Its value is canonical
 * (decimal string, `YYYY-MM-DD`), whatever the locale shows and accepts.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { define } from '../define.ts'
import { emit } from '../emit.ts'
import { checkField, isNumeric, type FieldType } from '../field-check.ts'
import { formatDecimal } from '../format-number.ts'
import { icon } from '../icon.ts'
import { parseDecimal } from '../parse-decimal.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { fieldStyles } from './field-styles.css.ts'

export type Option = { readonly value: string; readonly label: string }
export type FieldDetail = { readonly name: string; readonly value: string; readonly checked: boolean }

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const inputTypes: Partial<Record<FieldType, string>> = {
  email: 'email',
  tel: 'tel',
  url: 'url',
  password: 'password',
  search: 'search',
  date: 'date',
}

export class Field extends LitElement {
  static formAssociated = true
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override properties = {
    type: {},
    name: { reflect: true },
    label: {},
    value: {},
    checked: { type: Boolean },
    hint: {},
    error: {},
    required: { type: Boolean, reflect: true },
    readonly: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    maxlength: { type: Number },
    min: {},
    max: {},
    placeholder: {},
    unit: {},
    options: { attribute: false },
    rows: { type: Number },
    labelHidden: { type: Boolean, attribute: 'label-hidden' },
    compact: { type: Boolean, reflect: true },
    autocomplete: {},
    typed: { state: true },
    touched: { state: true },
    formDisabled: { state: true },
  }
  declare type: FieldType
  declare name: string
  declare label: string
  declare value: string
  declare checked: boolean
  declare hint: string
  /** The host's own finding (a refusal of the server); it goes when the value changes. */
  declare error: string
  declare required: boolean
  declare readonly: boolean
  declare disabled: boolean
  declare maxlength: number | undefined
  declare min: string | undefined
  declare max: string | undefined
  declare placeholder: string
  declare unit: string
  declare options: readonly Option[]
  declare rows: number
  declare labelHidden: boolean
  /** No empty line for hint and error: for toolbars. */
  declare compact: boolean
  declare autocomplete: string
  /** What stands in a number's control while it is being typed, or is no number. */
  declare private typed: string | undefined
  declare private touched: boolean
  declare private formDisabled: boolean
  readonly #internals = this.attachInternals()
  #initial: { value: string; checked: boolean } | undefined

  constructor() {
    super()
    this.type = 'text'
    this.name = ''
    this.label = ''
    this.value = ''
    this.checked = false
    this.hint = ''
    this.error = ''
    this.required = false
    this.readonly = false
    this.disabled = false
    this.placeholder = ''
    this.unit = ''
    this.options = []
    this.rows = 3
    this.labelHidden = false
    this.compact = false
    this.autocomplete = 'off'
    this.touched = false
    this.formDisabled = false
    this.addEventListener('invalid', (event) => this.#refused(event))
  }

  static override styles = [sharedStyles, fieldStyles]

  get form(): HTMLFormElement | null {
    return this.#internals.form
  }

  /** Shows what is wrong, if anything is, and answers whether the value may be sent. */
  reportValidity(): boolean {
    this.touched = true
    return this.#internals.checkValidity()
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity()
  }

  formResetCallback(): void {
    this.value = this.#initial?.value ?? ''
    this.checked = this.#initial?.checked ?? false
    this.typed = undefined
    this.touched = false
    this.error = ''
  }

  formDisabledCallback(disabled: boolean): void {
    this.formDisabled = disabled
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#initial ??= { value: this.value, checked: this.checked }
    if (changed.has('value') && this.typed !== undefined && this.#parse(this.typed) !== this.value)
      this.typed = undefined
  }

  protected override updated(): void {
    this.#internals.setFormValue(this.type === 'checkbox' ? String(this.checked) : (this.value ?? ''))
    const wrong = this.#wrong()
    const anchor = this.#control()
    if (wrong === undefined || anchor === null) this.#internals.setValidity({})
    else this.#internals.setValidity({ customError: true }, wrong, anchor)
  }

  #control(): Control | null {
    return this.renderRoot.querySelector<Control>('#control')
  }

  #wrong(): string | undefined {
    if (this.error !== '' && this.error !== undefined) return this.error
    if (this.readonly || this.disabled || this.type === 'checkbox') return undefined
    return checkField(this, this.typed === undefined ? this.#text() : (this.#parse(this.typed) ?? this.typed))
  }

  /** Values come from JSON: null and numbers are taken as the text that they mean. */
  #text(): string {
    return this.value == null ? '' : String(this.value)
  }

  #parse(text: string): string | undefined {
    return text.trim() === '' ? '' : parseDecimal(text)
  }

  #refused(event: Event): void {
    // The browser's bubble would repeat the text under the field; the focus is ours to move then.
    event.preventDefault()
    this.touched = true
    if (this.form?.querySelector(':invalid:not(fieldset)') === this) this.focus()
  }

  #detail(): FieldDetail {
    return { name: this.name, value: this.#text(), checked: this.checked }
  }

  readonly #input = (event: Event): void => {
    event.stopPropagation()
    const control = this.#control()
    if (control === null) return
    if (control instanceof HTMLInputElement && this.type === 'checkbox') this.checked = control.checked
    else if (isNumeric(this.type)) {
      this.typed = control.value
      const parsed = this.#parse(control.value)
      if (parsed !== undefined) this.value = parsed
    } else this.value = control.value
    this.error = ''
    emit(this, 'ui-input', this.#detail())
  }

  readonly #change = (event: Event): void => {
    event.stopPropagation()
    this.touched = true
    if (this.typed !== undefined && this.#parse(this.typed) !== undefined) this.typed = undefined
    emit(this, 'ui-change', this.#detail())
  }

  readonly #key = (event: KeyboardEvent): void => {
    // A form does not see inside shadow roots, so Enter would not submit it.
    if (event.key === 'Enter' && this.type !== 'textarea' && !event.isComposing) this.form?.requestSubmit()
  }

  #shown(): string {
    if (this.typed !== undefined) return this.typed
    return isNumeric(this.type) ? formatDecimal(this.#text()) : this.#text()
  }

  #select(described: string): TemplateResult {
    const known = this.options.some(({ value }) => value === this.#text())
    const options = known ? this.options : [{ value: this.#text(), label: this.#text() }, ...this.options]
    return html`<select
      id="control"
      class=${described}
      aria-describedby="below"
      aria-invalid=${described === 'invalid'}
      ?required=${this.required}
      ?disabled=${this.disabled || this.formDisabled}
      .value=${live(this.#text())}
      @input=${this.#input}
      @change=${this.#change}
    >
      ${options.map(({ value, label }) => html`<option value=${value} ?selected=${value === this.#text()}>${label}</option>`)}
    </select>`
  }

  #area(described: string): TemplateResult {
    return html`<textarea
      id="control"
      class=${described}
      rows=${this.rows}
      aria-describedby="below"
      aria-invalid=${described === 'invalid'}
      placeholder=${this.placeholder}
      ?required=${this.required}
      ?readonly=${this.readonly}
      ?disabled=${this.disabled || this.formDisabled}
      .value=${live(this.#text())}
      @input=${this.#input}
      @change=${this.#change}
    ></textarea>`
  }

  #line(described: string): TemplateResult {
    const shown = this.type === 'select' ? this.options.find(({ value }) => value === this.#text())?.label : undefined
    const suggests = this.options.length > 0 && this.type !== 'select'
    return html`<input
        id="control"
        class="${described} ${isNumeric(this.type) ? 'number' : ''}"
        type=${inputTypes[this.type] ?? 'text'}
        inputmode=${this.type === 'decimal' ? 'decimal' : this.type === 'integer' ? 'numeric' : nothing}
        list=${suggests ? 'options' : nothing}
        min=${this.type === 'date' ? (this.min ?? nothing) : nothing}
        max=${this.type === 'date' ? (this.max ?? nothing) : nothing}
        autocomplete=${this.autocomplete}
        aria-describedby="below"
        aria-invalid=${described === 'invalid'}
        placeholder=${this.placeholder === '' ? nothing : this.placeholder}
        ?required=${this.required}
        ?readonly=${this.readonly}
        ?disabled=${this.disabled || this.formDisabled}
        .value=${live(shown ?? this.#shown())}
        @input=${this.#input}
        @change=${this.#change}
        @keydown=${this.#key}
      />${
        suggests
          ? html`<datalist id="options">
              ${this.options.map(({ value, label }) => html`<option value=${value}>${label}</option>`)}
            </datalist>`
          : nothing
      }${this.unit === '' ? nothing : html`<span class="muted">${this.unit}</span>`}`
  }

  #checkbox(label: TemplateResult): TemplateResult {
    return html`<div class="check">
      <input
        id="control"
        type="checkbox"
        aria-describedby="below"
        aria-readonly=${this.readonly ? 'true' : nothing}
        ?disabled=${this.disabled || this.formDisabled}
        .checked=${live(this.checked)}
        @click=${(event: Event) => this.readonly && event.preventDefault()}
        @input=${this.#input}
        @change=${this.#change}
      />${label}
    </div>`
  }

  protected override render(): TemplateResult {
    const wrong = this.touched || this.error !== '' ? this.#wrong() : undefined
    const described = wrong === undefined ? '' : 'invalid'
    const mark = this.required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing
    const label = html`<label for="control" class=${this.labelHidden ? 'visually-hidden' : ''}
      >${this.label}${mark}</label
    >`
    const control = (): TemplateResult => {
      if (this.type === 'textarea') return this.#area(described)
      return this.type === 'select' && !this.readonly ? this.#select(described) : this.#line(described)
    }
    const field =
      this.type === 'checkbox'
        ? this.#checkbox(label)
        : html`${label}
            <div class="control">${control()}</div>`
    const below = wrong === undefined ? this.hint : html`${icon('error')}<span>${wrong}</span>`
    const looks = wrong === undefined ? (this.hint === '' ? 'none' : '') : 'error'
    return html`${field}
      <div id="below" class="below ${looks}" aria-live="polite">${below}</div>`
  }
}

define('koble-ui-field', Field)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-field': Field
  }
}
