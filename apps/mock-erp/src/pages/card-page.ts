/**
 * `<erp-card>`: one record in fast tabs, with its lines, actions and related lists. It creates, edits with the tag it read, deletes and posts
 * after a question, and warns of what was typed and not saved.
 */
import {
  confirmAction,
  formatDate,
  navigate,
  readForm,
  sharedStyles,
  toast,
  type Field,
  type FieldDetail,
} from '@koble/ui'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { actionBar } from './action-bar.ts'
import { ApiError, create, messageOf, problemOf, read, readOnly, remove, update, type Entity, textOf } from './api.ts'
import { cardStyles } from './card-styles.ts'
import type {
  ActionDefinition,
  EntityDefinition,
  FastTabDefinition,
  FieldDefinition,
} from './definitions/definition.ts'
import { money } from './definitions/shown-value.ts'
import { changedFields, lookupOf, shown } from './field-values.ts'
import './lines-grid.ts'
import type { LinesGrid } from './lines-grid.ts'
import { Lookups } from './lookups.ts'
import './notes-box.ts'
import './related-list.ts'
import { warnOfUnsaved } from './unsaved-changes.ts'

interface Refused {
  readonly heading: string
  readonly text: string
}

export class CardPage extends LitElement {
  static override properties = {
    entity: { attribute: false },
    recordId: { attribute: false },
    record: { state: true },
    revision: { state: true },
    failure: { state: true },
    refused: { state: true },
    isStale: { state: true },
    running: { state: true },
  }
  declare entity: EntityDefinition
  /** "new" for a record that does not exist yet; "" for the only one of a setup table. */
  declare recordId: string
  declare private record: Entity | undefined
  declare private revision: number
  declare private failure: unknown
  declare private refused: Refused | undefined
  declare private isStale: boolean
  /** The key of the action that runs; "" while none does. */
  declare private running: string
  readonly #lookups = new Lookups(this)
  #loaded = ''
  #refreshed: Promise<void> = Promise.resolve()

  constructor() {
    super()
    this.revision = 0
    this.isStale = false
    this.running = ''
    warnOfUnsaved(this, () => this.#isDirty())
  }

  static override styles = [sharedStyles, cardStyles]

  get #isNew(): boolean {
    return this.recordId === 'new'
  }

  /** The fact boxes of the page around this card; without any, the form and its lines take the width. */
  get #hasAside(): boolean {
    return this.querySelector(':scope > [slot=aside]') !== null
  }

  get #fields(): readonly FieldDefinition[] {
    return this.entity.tabs.flatMap(({ fields }) => fields)
  }

  get #grids(): LinesGrid[] {
    return [...this.renderRoot.querySelectorAll<LinesGrid>('erp-lines')]
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('entity'))
      for (const { type, lookup } of this.#fields)
        if (type === 'select' && typeof lookup === 'object') void this.#lookups.load(lookup)
    const wanted = `${this.entity.set} ${this.recordId}`
    if (this.#loaded === wanted) return
    this.#loaded = wanted
    this.record = undefined
    void this.#load()
  }

  #changes(): Entity {
    const form = this.renderRoot.querySelector('form')
    if (form === null || this.record === undefined || this.entity.isReadOnly === true) return {}
    // What is given once is only shown afterwards.
    const writable = this.#fields.filter(({ newOnly }) => newOnly !== true || this.#isNew)
    return changedFields(readForm(form), this.record, writable)
  }

  #isDirty(): boolean {
    return Object.keys(this.#changes()).length > 0 || this.#grids.some(({ hasTyped }) => hasTyped)
  }

  async #load(): Promise<void> {
    this.failure = undefined
    this.refused = undefined
    this.isStale = false
    try {
      this.record = this.#isNew ? {} : await this.#read()
      this.revision += 1
    } catch (error) {
      this.failure = error
    }
  }

  #read(): Promise<Entity> {
    const { set, isSingle } = this.entity
    return isSingle === true ? readOnly(set) : read(set, this.recordId)
  }

  /** Lines move the totals and the tag of their document; what is typed above stays. */
  #refresh(): void {
    this.#refreshed = this.#refreshed.then(async () => {
      try {
        this.record = await this.#read()
      } catch (error) {
        this.refused = { heading: 'Not refreshed', text: messageOf(error) }
      }
    })
  }

  protected override render(): TemplateResult {
    const { entity } = this
    if (this.failure !== undefined) {
      return html`<koble-ui-page heading=${entity.one} back=${entity.path}>
        <koble-ui-error .problem=${problemOf(this.failure)} retryable @ui-retry=${() => this.#load()}></koble-ui-error>
      </koble-ui-page>`
    }
    const heading = this.#isNew ? `New ${entity.one.toLowerCase()}` : this.#title()
    const hasList = entity.isSingle !== true
    return html`<koble-ui-page
      heading=${heading}
      .back=${hasList ? entity.path : undefined}
      back-label="Back to ${entity.many.toLowerCase()}"
      .subheading=${hasList ? entity.one : undefined}
    >
      ${this.record === undefined ? html`<koble-ui-skeleton lines="10"></koble-ui-skeleton>` : this.#content(this.record)}
      <slot name="actions" slot="actions"></slot>
      ${this.#hasAside ? html`<slot name="aside" slot="aside"></slot>${this.#notes()}` : nothing}
    </koble-ui-page>`
  }

  #title(): string {
    const { record, entity } = this
    if (record === undefined || entity.isSingle === true) return entity.one
    const [key, title] = [textOf(record, entity.key), textOf(record, entity.title)]
    return [...new Set([key, title])].filter((part) => part !== '').join(' · ') || entity.one
  }

  /** In the pane of the fact boxes, where there is one; else at the end. */
  #notes(): TemplateResult | typeof nothing {
    const { notes } = this.entity
    return notes === undefined || this.record === undefined || this.#isNew
      ? nothing
      : html`<erp-notes
          slot=${this.#hasAside ? 'aside' : nothing}
          parentType=${notes}
          .parentId=${this.recordId}
        ></erp-notes>`
  }

  #content(record: Entity): TemplateResult {
    const { entity } = this
    const [first, ...rest] = entity.tabs
    const isDocument = entity.totals !== undefined
    const tabs = (shownTabs: readonly FastTabDefinition[]): unknown => shownTabs.map((tab) => this.#tab(tab, record))
    return html`${actionBar({
        isNew: this.#isNew,
        entity,
        record,
        running: this.running,
        save: () => void this.#save(),
        remove: () => void this.#delete(record),
        run: (action) => void this.#run(action),
      })}
      ${this.#notice()}
      <form @submit=${(event: Event) => this.#submitted(event)}>
        ${first === undefined ? nothing : tabs([first])} ${isDocument ? this.#lines(record) : nothing} ${tabs(rest)}
      </form>
      ${isDocument ? nothing : this.#lines(record)}
      <slot name="below"></slot>
      ${this.#isNew ? nothing : this.#related(record)} ${this.#hasAside ? nothing : this.#notes()}`
  }

  /** Lines belong to what exists: a new document is created first. */
  #lines(record: Entity): unknown {
    const { lines = [], totals = [] } = this.entity
    if (this.#isNew) return nothing
    return html`${lines.map(
      (definition) =>
        html`<koble-ui-fast-tab heading=${definition.heading} open>
          <erp-lines
            .definition=${definition}
            .parent=${record}
            .revision=${this.revision}
            @erp-lines-changed=${() => this.#refresh()}
          ></erp-lines>
          ${
            totals.length === 0
              ? nothing
              : html`<koble-ui-facts
                  class="totals"
                  .facts=${totals.map(({ name, label }, at) => ({
                    label,
                    value: `${money(record[name])} ${textOf(record, 'currencyCode')}`.trim(),
                    strong: at === totals.length - 1,
                  }))}
                ></koble-ui-facts>`
          }
        </koble-ui-fast-tab>`,
    )}`
  }

  #related(record: Entity): unknown {
    return (this.entity.related ?? []).map(
      (definition) =>
        html`<erp-related .definition=${definition} .record=${record} .revision=${this.revision}></erp-related>`,
    )
  }

  #notice(): TemplateResult | typeof nothing {
    if (this.isStale) {
      return html`<koble-ui-notice kind="warning" heading="Another user has already changed the record.">
        Your changes are not saved. Reload the record, then make them again.
        <koble-ui-button slot="action" @click=${() => this.#reload()}>Reload</koble-ui-button>
      </koble-ui-notice>`
    }
    return this.refused === undefined
      ? nothing
      : html`<koble-ui-notice
          kind="danger"
          heading=${this.refused.heading}
          dismissible
          @ui-dismiss=${() => (this.refused = undefined)}
          >${this.refused.text}</koble-ui-notice
        >`
  }

  /** The record as it is now, in a new form: fields that were typed in would keep their text. */
  async #reload(): Promise<void> {
    this.record = undefined
    await this.updateComplete
    await this.#load()
  }

  #tab(tab: FastTabDefinition, record: Entity): TemplateResult | typeof nothing {
    const fields = tab.fields.filter(({ name, existingOnly, newOnly }) =>
      this.#isNew ? existingOnly !== true : newOnly !== true || textOf(record, name) !== '',
    )
    if (fields.length === 0) return nothing
    return html`<koble-ui-fast-tab
      heading=${tab.heading}
      ?open=${tab.folded !== true}
      summary=${summaryOf(tab, record)}
    >
      <koble-ui-form-grid columns=${this.#hasAside ? 2 : 3}
        >${fields.map((field) => this.#field(field, record))}</koble-ui-form-grid
      >
    </koble-ui-fast-tab>`
  }

  #field(field: FieldDefinition, record: Entity): TemplateResult {
    const lookup = lookupOf(field, record)
    const isFixed =
      this.entity.isReadOnly === true || field.readonly === true || (field.newOnly === true && !this.#isNew)
    const value = shown(record[field.name], isFixed ? { ...field, readonly: true } : field)
    return html`<koble-ui-field
      name=${field.name}
      label=${field.label}
      type=${isFixed && field.type === 'date' ? 'text' : (field.type ?? 'text')}
      .value=${isFixed && field.type === 'date' ? formatDate(value) : value}
      ?checked=${record[field.name] === true}
      hint=${isFixed ? '' : this.#hint(field)}
      ?required=${field.required ?? false}
      ?readonly=${isFixed}
      .maxlength=${field.maxlength === 0 ? undefined : field.maxlength}
      .options=${field.options ?? this.#lookups.optionsOf(lookup)}
      @focusin=${() => this.#lookups.load(lookup)}
      @ui-input=${({ detail }: CustomEvent<FieldDetail>) => this.#lookups.search(lookup, detail.value)}
    ></koble-ui-field>`
  }

  #hint({ name, hint = '' }: FieldDefinition): string {
    return name === 'number' && !this.#isNew ? 'A changed number renames the record' : hint
  }

  #submitted(event: Event): void {
    event.preventDefault()
    void this.#save()
  }

  async #save(): Promise<boolean> {
    const form = this.renderRoot.querySelector('form')
    if (form === null || this.running !== '' || this.entity.isReadOnly === true || !reportValidity(form)) return false
    return this.#attempt('save', 'Not saved', async () => {
      await this.#settled()
      const changes = this.#changes()
      if (this.#isNew) {
        const created = await create(this.entity.set, changes)
        toast(`${this.entity.one} ${textOf(created, this.entity.key)} was created.`)
        this.record = created
        navigate(`${this.entity.path}/${textOf(created, 'id')}`, { replace: true })
      } else if (Object.keys(changes).length === 0) {
        toast('Nothing was changed.')
      } else {
        await this.#update(changes)
        toast('Saved.')
      }
    })
  }

  async #update(changes: Entity): Promise<void> {
    this.record = await update(this.entity.set, this.record ?? {}, changes)
    this.revision += 1
    this.dispatchEvent(new CustomEvent('erp-saved', { bubbles: true, composed: true }))
  }

  /** What the lines still have to save comes first: their changes move the record's tag. */
  async #settled(): Promise<void> {
    for (const grid of this.#grids) await grid.idle
    await this.#refreshed
  }

  /** What is typed is saved before anything is done with the record, as in the ERP. */
  async #run(action: ActionDefinition): Promise<void> {
    const { record } = this
    if (record === undefined || this.running !== '') return
    if (this.#grids.some(({ hasTyped }) => hasTyped)) {
      this.refused = { heading: 'Not done', text: 'The new line is not added yet. Add it, or clear its fields.' }
      return
    }
    const question = action.question?.(record)
    if (question !== undefined && !(await confirmAction(question))) return
    await this.#attempt(action.key, 'Not done', async () => {
      await this.#settled()
      const changes = this.#changes()
      if (Object.keys(changes).length > 0) await this.#update(changes)
      const { message, href, leaves } = await action.run(this.record ?? record)
      if (message !== '')
        toast(
          message,
          href === undefined || leaves === true ? {} : { action: { label: 'Open', run: () => navigate(href) } },
        )
      if (leaves === true) return navigate(href ?? this.entity.path)
      this.record = await this.#read()
      this.revision += 1
      this.dispatchEvent(new CustomEvent('erp-saved', { bubbles: true, composed: true }))
    })
  }

  async #delete(record: Entity): Promise<void> {
    const { entity } = this
    const confirmed = await confirmAction({
      heading: `Delete ${entity.one.toLowerCase()} ${textOf(record, entity.key)}?`,
      effect: `${textOf(record, entity.title)} is removed from the ERP. This cannot be undone.`,
      count: 1,
      noun: [entity.one.toLowerCase(), entity.many.toLowerCase()],
      confirmLabel: 'Delete',
      danger: true,
    })
    if (!confirmed) return
    await this.#attempt('delete', 'Not deleted', async () => {
      await this.#settled()
      await remove(entity.set, this.record ?? record)
      toast(`${entity.one} ${textOf(record, entity.key)} was deleted.`)
      navigate(entity.path)
    })
  }

  async #attempt(key: string, heading: string, work: () => Promise<void>): Promise<boolean> {
    this.running = key
    this.refused = undefined
    try {
      await work()
      return true
    } catch (error) {
      this.isStale = error instanceof ApiError && error.isStale
      this.refused = this.isStale ? undefined : { heading, text: messageOf(error) }
      return false
    } finally {
      this.running = ''
    }
  }
}

/** The first values of a tab that is folded. */
function summaryOf({ fields }: FastTabDefinition, record: Entity): string {
  const values = fields
    .filter(
      ({ type, lookup }) => type !== 'checkbox' && type !== 'textarea' && !(type === 'select' && lookup !== undefined),
    )
    .map((field) => shown(record[field.name], { ...field, readonly: true }))
  return values
    .filter((value) => value !== '' && value !== '0')
    .slice(0, 3)
    .join(' · ')
}

/** Every field shows what is wrong with it; the first wrong one takes the focus. */
function reportValidity(form: HTMLFormElement): boolean {
  const wrong = [...form.querySelectorAll<Field>('koble-ui-field')].filter((field) => !field.reportValidity())
  wrong[0]?.focus()
  return wrong.length === 0
}

customElements.define('erp-card', CardPage)
