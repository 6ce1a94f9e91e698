/**
 * `<crm-conflict>`: a save met a record that someone else had changed: what both did, field by field. Fires `crm-reload`, and
 * `crm-keep` with the record as it is now.
 */
import { sharedStyles, type DiffRow } from '@koble/ui'
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { fieldsOf, formDefinitions, propertyOf, type FieldDefinition, type FormDefinition } from './form-definition.ts'
import type { OptionSets } from './option-sets.ts'
import { selectOf, valuesOf, type Values } from './record-values.ts'
import { problemOf, retrieve, shown, type Row } from './web-api.ts'

const columns = [
  { key: 'opened', label: 'When you opened it' },
  { key: 'mine', label: 'Your change' },
  { key: 'now', label: 'Now' },
]

export class CrmConflict extends LitElement {
  static override properties = {
    form: { attribute: false },
    recordId: { attribute: false },
    opened: { attribute: false },
    mine: { attribute: false },
    options: { attribute: false },
    now: { state: true },
    error: { state: true },
  }
  declare form: FormDefinition
  declare recordId: string
  /** The record as the form read it. */
  declare opened: Row
  declare mine: Values
  declare options: OptionSets
  declare private now: Row | undefined
  declare private error: ReturnType<typeof problemOf> | undefined

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
        margin-block-end: 12px;
      }
    `,
  ]

  constructor() {
    super()
    this.form = formDefinitions.accounts
    this.recordId = ''
    this.opened = {}
    this.mine = {}
    this.options = {}
    this.now = undefined
    this.error = undefined
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('recordId')) void this.#read()
  }

  async #read(): Promise<void> {
    try {
      this.now = await retrieve(`${this.form.setName}(${this.recordId})?$select=${selectOf(this.form)}`)
    } catch (error) {
      this.error = problemOf(error)
    }
  }

  #rows(now: Row): readonly DiffRow[] {
    const before = valuesOf(this.form, this.opened)
    const theirs = valuesOf(this.form, now)
    return fieldsOf(this.form)
      .filter((field) => field.kind !== 'shown')
      .map((field) => this.#row(field, now, { before, theirs }))
      .filter((row) => (row.changed?.length ?? 0) > 0)
  }

  #row(field: FieldDefinition, now: Row, { before, theirs }: { before: Values; theirs: Values }): DiffRow {
    const was = before[field.name] ?? ''
    const changed = [
      ...((this.mine[field.name] ?? '') === was ? [] : ['mine']),
      ...((theirs[field.name] ?? '') === was ? [] : ['now']),
    ]
    return {
      field: field.name,
      label: field.label,
      values: {
        opened: shown(this.opened, propertyOf(field)),
        mine: changed.includes('mine')
          ? this.#label(field, this.mine[field.name] ?? '')
          : shown(this.opened, propertyOf(field)),
        now: shown(now, propertyOf(field)),
      },
      changed,
    }
  }

  #label(field: FieldDefinition, value: string): string {
    return this.options[field.name]?.find((option) => option.value === value)?.label ?? value
  }

  #fire(name: 'crm-reload' | 'crm-keep'): void {
    this.dispatchEvent(new CustomEvent(name, { detail: this.now, bubbles: true, composed: true }))
  }

  protected override render(): TemplateResult {
    return html`<koble-ui-error
        heading="Someone else changed this record"
        message="Nothing of yours was saved. Below is what you and the other one changed."
        action="Keep your changes and save again, or reload and drop them."
        code="0x80060882"
      >
        <koble-ui-button
          slot="action"
          kind="primary"
          ?disabled=${this.now === undefined}
          @click=${() => this.#fire('crm-keep')}
          >Keep my changes</koble-ui-button
        >
        <koble-ui-button slot="action" @click=${() => this.#fire('crm-reload')}
          >Reload and drop my changes</koble-ui-button
        >
      </koble-ui-error>
      ${this.error === undefined ? nothing : html`<koble-ui-error .problem=${this.error}></koble-ui-error>`}
      ${
        this.now === undefined
          ? nothing
          : html`<koble-ui-diff
              caption="What changed"
              .columns=${columns}
              .rows=${this.#rows(this.now)}
            ></koble-ui-diff>`
      }`
  }
}
customElements.define('crm-conflict', CrmConflict)
