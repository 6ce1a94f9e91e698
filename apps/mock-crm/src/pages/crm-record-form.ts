/**
 * `<crm-record-form>`: one account or contact: tabs of fields, its web resources, timeline and related rows. A save sends the changed
 * columns under the tag that was read, so a change that someone else made since shows as a conflict.
 */
import { confirmAction, navigate, QueryController, sharedStyles, toast, type FieldDetail } from '@koble/ui'
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import './crm-conflict.ts'
import './crm-form-tab.ts'
import './crm-web-resource.ts'
import { CrmWebResource } from './crm-web-resource.ts'
import { executionOf, formContext, formEvents, raise, xrmOf, type FormFacts, type FormFrame } from './form-context.ts'
import { fieldsOf, formDefinitions, propertyOf, type FieldDefinition, type FormDefinition } from './form-definition.ts'
import { runLibraries } from './form-libraries.ts'
import { readOptionSets, type OptionSets } from './option-sets.ts'
import { changesOf, selectOf, valuesOf, type Values } from './record-values.ts'
import type { Session } from './session.ts'
import { ApiError, create, problemOf, remove, retrieve, shown, textOf, update, type Row } from './web-api.ts'

type Shown = ReturnType<typeof problemOf>

export class CrmRecordForm extends LitElement {
  static override properties = {
    form: { attribute: false },
    recordId: { attribute: false },
    session: { attribute: false },
    record: { state: true },
    values: { state: true },
    options: { state: true },
    failed: { state: true },
    refused: { state: true },
    busy: { state: true },
    notices: { state: true },
  }
  declare form: FormDefinition
  /** Empty for a record that is not created yet. */
  declare recordId: string
  declare session: Session | undefined
  declare private record: Row | undefined
  declare private values: Values
  declare private options: OptionSets
  /** The record could not be read. */
  declare private failed: Shown | undefined
  /** The service refused a write. */
  declare private refused: Shown | undefined
  declare private busy: boolean
  declare private notices: ReadonlyMap<string, string>

  static override styles = [
    sharedStyles,
    css`
      koble-ui-notice,
      koble-ui-error {
        margin-block-end: 12px;
      }
    `,
  ]

  readonly #query = new QueryController(this, { tab: 'summary' })
  readonly #events = formEvents()
  readonly #context = formContext(this.#facts(), this.#events)

  constructor() {
    super()
    this.form = formDefinitions.accounts
    this.recordId = ''
    this.session = undefined
    this.record = undefined
    this.values = {}
    this.options = {}
    this.failed = undefined
    this.refused = undefined
    this.busy = false
    this.notices = new Map()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    Reflect.deleteProperty(window, 'Xrm')
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session') && this.session) Object.assign(window, { Xrm: xrmOf(this.#context, this.session) })
    if (changed.has('form') || changed.has('recordId')) void this.#open()
  }

  async #open(): Promise<void> {
    this.record = undefined
    this.refused = undefined
    await Promise.all([this.#read(), this.#readOptions()])
    if (this.failed === undefined) await runLibraries(this.form.libraries, executionOf(this.#context))
  }

  async #readOptions(): Promise<void> {
    try {
      this.options = await readOptionSets(this.form.table)
    } catch {
      // Without labels the numbers stand; the record itself says what is wrong.
      this.options = {}
    }
  }

  async #read(): Promise<void> {
    this.failed = undefined
    try {
      const record = this.recordId === '' ? {} : await retrieve(`${this.#address()}?$select=${selectOf(this.form)}`)
      this.record = record
      this.values = valuesOf(this.form, record)
      this.refused = undefined
      document.title = `${this.#title()} - Fjordlys CRM (emulator)`
      raise(this.#events.load, this.#context)
    } catch (error) {
      this.failed = problemOf(error)
    }
  }

  #address(): string {
    return `${this.form.setName}(${this.recordId})`
  }

  #title(): string {
    if (this.recordId === '') return `New ${this.form.label.toLowerCase()}`
    return textOf(this.record?.[this.form.nameColumn]) || this.form.label
  }

  #inactive(): boolean {
    return this.record?.['statecode'] === 1
  }

  #changes(): Record<string, unknown> {
    return changesOf(this.form, valuesOf(this.form, this.record ?? {}), this.values)
  }

  #isDirty(): boolean {
    return this.record !== undefined && Object.keys(this.#changes()).length > 0
  }

  readonly #changed = (event: CustomEvent<FieldDetail>): void => {
    const { name, value, checked } = event.detail
    const field = fieldsOf(this.form).find((candidate) => candidate.name === name)
    if (field === undefined) return
    this.values = { ...this.values, [name]: field.kind === 'flag' ? String(checked) : value }
    if (event.type === 'ui-change') raise(this.#events.change.get(name), this.#context)
  }

  async #save(): Promise<void> {
    const missing = fieldsOf(this.form).find((field) => field.required && (this.values[field.name] ?? '') === '')
    if (missing) {
      this.refused = {
        title: `${missing.label} is empty`,
        detail: 'A value is needed.',
        code: '',
        status: 0,
        action: `Enter the ${missing.label.toLowerCase()}, then save again.`,
      }
      return
    }
    if (!raise(this.#events.save, this.#context)) return
    await this.#write(async () => {
      if (this.recordId === '') {
        const id = await create(this.form.setName, this.#changes())
        navigate(`/${this.form.setName}/${id}`, { replace: true })
      } else {
        await update(this.#address(), this.#changes(), this.record?.['@odata.etag'])
        await this.#read()
      }
      toast(`${this.form.label} saved.`, { kind: 'success' })
      raise(this.#events.postSave, this.#context)
    })
  }

  async #setState(state: 0 | 1): Promise<void> {
    await this.#write(async () => {
      await update(this.#address(), { statecode: state, statuscode: state === 0 ? 1 : 2 }, this.record?.['@odata.etag'])
      await this.#read()
      toast(`${this.form.label} ${state === 0 ? 'activated' : 'deactivated'}.`, { kind: 'success' })
    })
  }

  async #delete(): Promise<void> {
    const effect =
      this.form.table === 'account'
        ? `"${this.#title()}" is deleted, with its contacts, notes and posts. This cannot be undone.`
        : `"${this.#title()}" is deleted, with its notes and posts. This cannot be undone.`
    const sure = await confirmAction({
      heading: `Delete this ${this.form.label.toLowerCase()}?`,
      effect,
      confirmLabel: 'Delete',
      danger: true,
    })
    if (!sure) return
    await this.#write(async () => {
      await remove(this.#address(), this.record?.['@odata.etag'])
      toast(`${this.form.label} deleted.`, { kind: 'success' })
      navigate(`/${this.form.setName}`)
    })
  }

  async #write(work: () => Promise<void>): Promise<void> {
    this.busy = true
    this.refused = undefined
    try {
      await work()
    } catch (error) {
      this.refused = problemOf(error)
      if (!(error instanceof ApiError)) console.error(error)
    } finally {
      this.busy = false
    }
  }

  #facts(): FormFacts {
    return {
      table: () => this.form.table,
      recordId: () => this.recordId,
      primaryName: () => this.#title(),
      value: (name) => this.#attributeValue(name),
      formType: () => (this.recordId === '' ? 1 : this.#inactive() ? 4 : 2),
      isDirty: () => this.#isDirty(),
      save: () => this.#save(),
      refresh: () => this.#read(),
      webResources: () => this.#frames(),
      tabs: () => this.form.tabs,
      notify: (message, _level, id) => (this.notices = new Map(this.notices).set(id, message)),
      clearNotification: (id) => (this.notices = new Map([...this.notices].filter(([key]) => key !== id))),
    }
  }

  /** A lookup's value is a list with one reference, as the client API gives it. */
  #attributeValue(name: string): unknown {
    const field = fieldsOf(this.form).find((candidate) => candidate.name === name)
    if (field === undefined) return undefined
    const value = this.values[name] ?? ''
    if (value === '') return null
    if (field.lookup)
      return [{ id: `{${value.toUpperCase()}}`, name: this.#lookupName(field), entityType: field.lookup.table }]
    if (field.kind === 'flag') return value === 'true'
    return ['money', 'integer', 'choice'].includes(field.kind) ? Number(value) : value
  }

  #lookupName(field: FieldDefinition): string {
    return this.record === undefined ? '' : shown(this.record, propertyOf(field))
  }

  #frames(): readonly FormFrame[] {
    return this.form.webResources.map(({ name }) => ({
      name,
      src: `${location.origin}/WebResources/${name}`,
      contentWindow: async () => {
        await this.updateComplete
        const elements = [...this.renderRoot.querySelectorAll('crm-web-resource')]
        const found = elements.find((element) => element instanceof CrmWebResource && element.name === name)
        return found instanceof CrmWebResource ? found.content : null
      },
    }))
  }

  protected override render(): TemplateResult {
    const { setName, label } = this.form
    if (this.failed !== undefined) {
      return html`<koble-ui-page heading=${label} back=${`/${setName}`} back-label=${`All ${setName}`}>
        <koble-ui-error .problem=${this.failed} retryable @ui-retry=${() => void this.#open()}></koble-ui-error>
      </koble-ui-page>`
    }
    return html`<koble-ui-page heading=${this.#title()} back=${`/${setName}`} back-label=${`All ${setName}`}>
      ${this.#badge()} ${this.#actions()} ${this.#problem()}
      ${[...this.notices].map(([, message]) => html`<koble-ui-notice kind="warning">${message}</koble-ui-notice>`)}
      ${this.record === undefined ? html`<koble-ui-skeleton lines="10"></koble-ui-skeleton>` : this.#tabs()}
      ${this.#asides()}
    </koble-ui-page>`
  }

  #badge(): TemplateResult | typeof nothing {
    if (this.recordId === '' || this.record === undefined) return nothing
    return html`<koble-ui-badge slot="status" kind=${this.#inactive() ? 'neutral' : 'success'}
      >${this.#inactive() ? 'Inactive' : 'Active'}</koble-ui-badge
    >`
  }

  #actions(): TemplateResult {
    const exists = this.recordId !== ''
    return html`${
      this.#inactive()
        ? html`<koble-ui-button slot="actions" kind="primary" ?busy=${this.busy} @click=${() => void this.#setState(0)}
            >Activate</koble-ui-button
          >`
        : html`<koble-ui-button slot="actions" kind="primary" ?busy=${this.busy} @click=${() => void this.#save()}
            >Save</koble-ui-button
          >`
    }
    ${
      exists
        ? html`<koble-ui-button slot="actions" icon="refresh" @click=${() => void this.#read()}
              >Refresh</koble-ui-button
            >
            ${
              this.#inactive()
                ? nothing
                : html`<koble-ui-button slot="actions" @click=${() => void this.#setState(1)}
                    >Deactivate</koble-ui-button
                  >`
            }
            <koble-ui-button slot="actions" kind="danger" icon="delete" @click=${() => void this.#delete()}
              >Delete</koble-ui-button
            >`
        : nothing
    }`
  }

  #problem(): TemplateResult | typeof nothing {
    if (this.refused === undefined) return nothing
    if (this.refused.status !== 412 || this.record === undefined) {
      return html`<koble-ui-error .problem=${this.refused}></koble-ui-error>`
    }
    return html`<crm-conflict
      .form=${this.form}
      .recordId=${this.recordId}
      .opened=${this.record}
      .mine=${this.values}
      .options=${this.options}
      @crm-reload=${() => void this.#read()}
      @crm-keep=${(event: CustomEvent<Row>) => this.#keep(event.detail)}
    ></crm-conflict>`
  }

  /** The person's changes on the record as it is now; what he did not touch is the other one's. */
  #keep(now: Row): void {
    const before = valuesOf(this.form, this.record ?? {})
    const mine = Object.entries(this.values).filter(([name, value]) => value !== (before[name] ?? ''))
    this.record = now
    this.values = { ...valuesOf(this.form, now), ...Object.fromEntries(mine) }
    this.refused = undefined
  }

  #tabs(): TemplateResult {
    const tabs = this.form.tabs.filter((tab) => this.recordId !== '' || tab.sections.length > 0)
    return html`<koble-ui-tabs
      label=${`${this.form.label} form`}
      .tabs=${tabs.map(({ key, label }) => ({ key, label }))}
      selected=${this.#query.values.tab}
      @ui-tab=${(event: CustomEvent<{ key: string }>) => this.#showTab(event.detail.key)}
    >
      ${tabs.map(
        (tab) =>
          html`<crm-form-tab
            slot=${tab.key}
            .tab=${tab}
            .form=${this.form}
            .record=${this.record ?? {}}
            .values=${this.values}
            .options=${this.options}
            .recordId=${this.recordId}
            ?readonly=${this.#inactive()}
            ?shown=${tab.key === this.#query.values.tab}
            @ui-input=${this.#changed}
            @ui-change=${this.#changed}
          ></crm-form-tab>`,
      )}
    </koble-ui-tabs>`
  }

  #showTab(tab: string): void {
    this.#query.set({ tab })
    raise(this.#events.tabState, this.#context)
  }

  #asides(): TemplateResult | typeof nothing {
    if (this.recordId === '' || this.record === undefined || this.form.webResources.length === 0) return nothing
    return html`<div slot="aside">
      ${this.form.webResources.map(
        (resource) =>
          html`<koble-ui-card heading=${resource.label}
            ><crm-web-resource
              name=${resource.name}
              label=${resource.label}
              rows=${resource.rows}
              table=${this.form.table}
              .typeCode=${this.form.typeCode}
              .recordId=${this.recordId}
              .context=${this.#context}
            ></crm-web-resource
          ></koble-ui-card>`,
      )}
    </div>`
  }
}
customElements.define('crm-record-form', CrmRecordForm)
