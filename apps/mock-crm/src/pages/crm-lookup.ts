/** `<crm-lookup>`: a field that holds another record; a dialog finds it by name. Fires `ui-change` as fields do. */
import { sharedStyles, type FieldDetail } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { FieldDefinition } from './form-definition.ts'
import { list, problemOf, textOf, type Row } from './web-api.ts'

export class CrmLookup extends LitElement {
  static override properties = {
    field: { attribute: false },
    value: {},
    shownName: { attribute: false },
    readonly: { type: Boolean },
    open: { state: true },
    rows: { state: true },
    error: { state: true },
  }
  declare field: FieldDefinition
  declare value: string
  /** The name of the record that the value points to. */
  declare shownName: string
  declare readonly: boolean
  declare private open: boolean
  declare private rows: readonly Row[] | undefined
  declare private error: string

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      .row {
        display: flex;
        gap: 4px;
        align-items: end;
      }
      .row koble-ui-field {
        flex: 1;
        min-inline-size: 0;
      }
      .row koble-ui-button {
        margin-block-end: 20px;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        max-block-size: 320px;
        overflow: auto;
      }
      li koble-ui-button {
        display: block;
      }
    `,
  ]

  #search = 0

  constructor() {
    super()
    this.field = { name: '', label: '', kind: 'lookup' }
    this.value = ''
    this.shownName = ''
    this.readonly = false
    this.open = false
    this.rows = undefined
    this.error = ''
  }

  async #find(text: string): Promise<void> {
    const { lookup } = this.field
    if (lookup === undefined) return
    const search = ++this.#search
    const filter =
      text === '' ? '' : `&$filter=contains(${lookup.nameColumn},'${encodeURIComponent(text.replaceAll("'", "''"))}')`
    try {
      const page = await list(
        `${lookup.setName}?$select=${lookup.nameColumn}${filter}&$orderby=${lookup.nameColumn}`,
        25,
      )
      if (search !== this.#search) return
      this.rows = page.rows
      this.error = ''
    } catch (error) {
      if (search === this.#search) this.error = problemOf(error).detail
    }
  }

  #show(): void {
    this.open = true
    void this.#find('')
  }

  #choose(value: string, name: string): void {
    this.open = false
    this.value = value
    this.shownName = name
    const detail: FieldDetail = { name: this.field.name, value, checked: false }
    this.dispatchEvent(new CustomEvent('ui-change', { detail, bubbles: true, composed: true }))
  }

  protected override render(): TemplateResult {
    const { label } = this.field
    return html`<div class="row">
        <koble-ui-field label=${label} readonly value=${this.shownName}></koble-ui-field>
        ${
          this.readonly
            ? nothing
            : html`<koble-ui-button
                  kind="subtle"
                  icon="search"
                  label=${`Choose ${label.toLowerCase()}`}
                  @click=${() => this.#show()}
                ></koble-ui-button>
                ${
                  this.value === ''
                    ? nothing
                    : html`<koble-ui-button
                        kind="subtle"
                        icon="close"
                        label=${`Clear ${label.toLowerCase()}`}
                        @click=${() => this.#choose('', '')}
                      ></koble-ui-button>`
                }`
        }
      </div>
      ${this.open ? this.#dialog(label) : nothing}`
  }

  #dialog(label: string): TemplateResult {
    const { lookup } = this.field
    return html`<koble-ui-dialog heading=${`Choose ${label.toLowerCase()}`} open @ui-close=${() => (this.open = false)}>
      <koble-ui-field
        type="search"
        label="Search by name"
        @ui-input=${(event: CustomEvent<FieldDetail>) => {
          event.stopPropagation()
          void this.#find(event.detail.value)
        }}
        @ui-change=${(event: Event) => event.stopPropagation()}
      ></koble-ui-field>
      ${this.error === '' ? nothing : html`<koble-ui-notice kind="danger">${this.error}</koble-ui-notice>`}
      ${
        this.rows === undefined
          ? html`<koble-ui-skeleton lines="5"></koble-ui-skeleton>`
          : html`<ul>
              ${this.rows.map((row) => {
                const name = textOf(row[lookup?.nameColumn ?? ''])
                const id = textOf(row[`${lookup?.table ?? ''}id`])
                return html`<li>
                  <koble-ui-button kind="subtle" @click=${() => this.#choose(id, name)}>${name}</koble-ui-button>
                </li>`
              })}
            </ul>`
      }
      ${this.rows?.length === 0 ? html`<p>Nothing is called that.</p>` : nothing}
    </koble-ui-dialog>`
  }
}
customElements.define('crm-lookup', CrmLookup)
