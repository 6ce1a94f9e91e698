/** `<crm-form-tab>`: one tab of a form: sections of fields, related contacts, or the timeline. Events of its fields pass through. */
import { sharedStyles, type Column } from '@koble/ui'
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import './crm-lookup.ts'
import './crm-timeline.ts'
import {
  formDefinitions,
  propertyOf,
  type FieldDefinition,
  type FormDefinition,
  type TabDefinition,
} from './form-definition.ts'
import type { OptionSets } from './option-sets.ts'
import type { Values } from './record-values.ts'
import { list, problemOf, shown, type Row } from './web-api.ts'

const contactColumns: readonly Column<Row>[] = [
  { key: 'fullname', label: 'Full name' },
  { key: 'jobtitle', label: 'Job title' },
  { key: 'emailaddress1', label: 'E-mail' },
  { key: 'telephone1', label: 'Phone', hideNarrow: true },
]

const inputTypes: Partial<Record<FieldDefinition['kind'], string>> = {
  email: 'email',
  tel: 'tel',
  url: 'url',
  memo: 'textarea',
  money: 'decimal',
  integer: 'integer',
  choice: 'select',
  flag: 'checkbox',
}

export class CrmFormTab extends LitElement {
  static override properties = {
    tab: { attribute: false },
    form: { attribute: false },
    record: { attribute: false },
    values: { attribute: false },
    options: { attribute: false },
    recordId: { attribute: false },
    readonly: { type: Boolean },
    shown: { type: Boolean },
    contacts: { state: true },
    error: { state: true },
  }
  declare tab: TabDefinition
  declare form: FormDefinition
  declare record: Row
  declare values: Values
  declare options: OptionSets
  declare recordId: string
  declare readonly: boolean
  /** Related rows are read when their tab is looked at. */
  declare shown: boolean
  declare private contacts: readonly Row[] | undefined
  declare private error: ReturnType<typeof problemOf> | undefined

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
        padding-block-start: 12px;
      }
    `,
  ]

  constructor() {
    super()
    this.tab = { key: '', label: '', sections: [] }
    this.form = formDefinitions.accounts
    this.record = {}
    this.values = {}
    this.options = {}
    this.recordId = ''
    this.readonly = false
    this.shown = false
    this.contacts = undefined
    this.error = undefined
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('recordId')) this.contacts = undefined
    if (this.shown && this.tab.related === 'contacts' && (changed.has('shown') || changed.has('recordId')))
      void this.#readContacts()
  }

  async #readContacts(): Promise<void> {
    this.error = undefined
    const url = `contacts?$select=fullname,jobtitle,emailaddress1,telephone1&$filter=_parentcustomerid_value eq ${this.recordId}&$orderby=fullname`
    try {
      this.contacts = (await list(url, 200)).rows
    } catch (error) {
      this.error = problemOf(error)
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.tab.timeline) {
      return this.shown
        ? html`<crm-timeline
            table=${this.form.table}
            .setName=${this.form.setName}
            .recordId=${this.recordId}
          ></crm-timeline>`
        : nothing
    }
    if (this.tab.related === 'contacts') return this.#related()
    return html`${this.tab.sections.map(
      (section) =>
        html`<koble-ui-card heading=${section.heading}
          ><koble-ui-form-grid>${section.fields.map((field) => this.#field(field))}</koble-ui-form-grid></koble-ui-card
        >`,
    )}`
  }

  #related(): TemplateResult {
    return html`<koble-ui-table
      caption="Contacts of this account"
      .columns=${contactColumns}
      .rows=${this.contacts ?? []}
      .rowKey=${(row: Row) => String(row['contactid'])}
      .rowHref=${(row: Row) => `/contacts/${String(row['contactid'])}`}
      ?loading=${this.contacts === undefined && this.error === undefined}
      .error=${this.error}
      empty-heading="No contacts yet"
      empty-text="Create a contact and choose this account in it."
      @ui-retry=${() => void this.#readContacts()}
    ></koble-ui-table>`
  }

  #field(field: FieldDefinition): TemplateResult {
    const value = this.values[field.name] ?? ''
    if (field.kind === 'shown') return this.#shownField(field)
    if (field.lookup) {
      return html`<crm-lookup
        .field=${field}
        .value=${value}
        .shownName=${shown(this.record, propertyOf(field))}
        ?readonly=${this.readonly}
      ></crm-lookup>`
    }
    return html`<koble-ui-field
      type=${inputTypes[field.kind] ?? 'text'}
      name=${field.name}
      label=${field.label}
      .value=${value}
      ?checked=${value === 'true'}
      ?required=${field.required}
      ?readonly=${this.readonly}
      maxlength=${field.maxLength ?? nothing}
      .options=${field.kind === 'choice' ? [{ value: '', label: '' }, ...(this.options[field.name] ?? [])] : []}
      unit=${field.kind === 'money' ? shown(this.record, '_transactioncurrencyid_value') : ''}
      ?full=${field.kind === 'memo'}
    ></koble-ui-field>`
  }

  #shownField(field: FieldDefinition): TemplateResult {
    return html`<koble-ui-field label=${field.label} readonly value=${shown(this.record, field.name)}></koble-ui-field>`
  }
}
customElements.define('crm-form-tab', CrmFormTab)
