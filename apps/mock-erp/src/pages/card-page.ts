/** `<erp-card>`: one record in fast tabs; creates, edits with the tag it read, deletes after a question. */
import { confirmAction, navigate, readForm, sharedStyles, toast, type Field, type Option } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { ApiError, create, list, problemOf, read, remove, update, type Entity, textOf } from './api.ts'
import { changedFields, shown } from './field-values.ts'
import type { EntityDefinition, FieldDefinition } from './entities.ts'

export class CardPage extends LitElement {
  static override properties = {
    entity: { attribute: false },
    recordId: { attribute: false },
    record: { state: true },
    failure: { state: true },
    refused: { state: true },
    isStale: { state: true },
    isBusy: { state: true },
    lookups: { state: true },
  }
  declare entity: EntityDefinition
  /** "new" for a record that does not exist yet. */
  declare recordId: string
  declare private record: Entity | undefined
  declare private failure: unknown
  declare private refused: string
  declare private isStale: boolean
  declare private isBusy: boolean
  declare private lookups: Readonly<Record<string, readonly Option[]>>
  #loaded = ''

  constructor() {
    super()
    this.refused = ''
    this.isStale = false
    this.isBusy = false
    this.lookups = {}
  }

  static override styles = [
    sharedStyles,
    css`
      form {
        display: grid;
        gap: 12px;
      }
      koble-ui-notice {
        margin-bottom: 12px;
      }
    `,
  ]

  get #isNew(): boolean {
    return this.recordId === 'new'
  }

  /** The fact boxes of the page around this card; without any, the form takes the width. */
  get #hasAside(): boolean {
    return this.querySelector(':scope > [slot=aside]') !== null
  }

  protected override willUpdate(): void {
    const wanted = `${this.entity.set} ${this.recordId}`
    if (this.#loaded === wanted) return
    this.#loaded = wanted
    void this.#load()
    void this.#readLookups()
  }

  async #load(): Promise<void> {
    this.failure = undefined
    this.refused = ''
    this.isStale = false
    if (this.#isNew) {
      this.record = {}
      return
    }
    this.record = undefined
    try {
      this.record = await read(this.entity.set, this.recordId)
    } catch (error) {
      this.failure = error
    }
  }

  async #readLookups(): Promise<void> {
    const sets = new Set(this.entity.tabs.flatMap(({ fields }) => fields.flatMap(({ lookup }) => lookup ?? [])))
    for (const set of sets) {
      try {
        const { rows } = await list(set, { $select: 'code,displayName' }, 1000)
        const options = rows.map((row) => ({
          value: textOf(row, 'code'),
          label: `${textOf(row, 'code')} ${textOf(row, 'displayName')}`,
        }))
        this.lookups = { ...this.lookups, [set]: options }
      } catch {
        // Without suggestions the field still takes a code.
      }
    }
  }

  protected override render(): TemplateResult {
    const { entity } = this
    if (this.failure !== undefined) {
      return html`<koble-ui-page heading=${entity.one} back=${entity.path}>
        <koble-ui-error .problem=${problemOf(this.failure)} retryable @ui-retry=${() => this.#load()}></koble-ui-error>
      </koble-ui-page>`
    }
    const heading = this.#isNew ? `New ${entity.one.toLowerCase()}` : this.#title()
    return html`<koble-ui-page heading=${heading} back=${entity.path} back-label="Back to ${entity.many.toLowerCase()}">
      ${this.record === undefined ? html`<koble-ui-skeleton lines="10"></koble-ui-skeleton>` : this.#form(this.record)}
      <slot name="actions" slot="actions"></slot>
      <slot name="below"></slot>
      ${this.#hasAside ? html`<slot name="aside" slot="aside"></slot>` : nothing}
    </koble-ui-page>`
  }

  #title(): string {
    const { record, entity } = this
    if (record === undefined) return entity.one
    const [key, title] = [textOf(record, entity.key), textOf(record, 'displayName')]
    return key === '' ? title : `${key} · ${title}`
  }

  #form(record: Entity): TemplateResult {
    return html`<koble-ui-button slot="actions" kind="primary" ?busy=${this.isBusy} @click=${() => this.#save()}
        >${this.#isNew ? 'Create' : 'Save'}</koble-ui-button
      >
      ${
        this.#isNew
          ? nothing
          : html`<koble-ui-button slot="actions" kind="danger" icon="delete" @click=${() => this.#delete(record)}
              >Delete</koble-ui-button
            >`
      }
      ${this.#notice()}
      <form @submit=${(event: Event) => this.#submitted(event)}>
        ${this.entity.tabs.map(
          (tab) =>
            html`<koble-ui-fast-tab heading=${tab.heading} open>
              <koble-ui-form-grid>${tab.fields.map((field) => this.#field(field, record))}</koble-ui-form-grid>
            </koble-ui-fast-tab>`,
        )}
      </form>`
  }

  #notice(): TemplateResult | typeof nothing {
    if (this.isStale) {
      return html`<koble-ui-notice kind="warning" heading="Another user has already changed the record.">
        Your changes are not saved. Reload the record, then make them again.
        <koble-ui-button slot="action" @click=${() => this.#load()}>Reload</koble-ui-button>
      </koble-ui-notice>`
    }
    return this.refused === ''
      ? nothing
      : html`<koble-ui-notice kind="danger" heading="Not saved">${this.refused}</koble-ui-notice>`
  }

  #field(field: FieldDefinition, record: Entity): TemplateResult | typeof nothing {
    if (this.#isNew && field.existingOnly === true) return nothing
    const value = shown(record[field.name], field)
    return html`<koble-ui-field
      name=${field.name}
      label=${field.label}
      type=${field.type ?? 'text'}
      .value=${value}
      ?checked=${record[field.name] === true}
      hint=${this.#isNew || field.name !== 'number' ? (field.hint ?? '') : 'A changed number renames the record'}
      ?required=${field.required ?? false}
      ?readonly=${field.readonly ?? false}
      .maxlength=${field.maxlength}
      .options=${field.options ?? (field.lookup === undefined ? [] : (this.lookups[field.lookup] ?? []))}
    ></koble-ui-field>`
  }

  #submitted(event: Event): void {
    event.preventDefault()
    void this.#save()
  }

  async #save(): Promise<void> {
    const form = this.renderRoot.querySelector('form')
    const { record } = this
    if (form === null || record === undefined || this.isBusy || !reportValidity(form)) return
    const fields = this.entity.tabs.flatMap((tab) => tab.fields)
    const changes = changedFields(readForm(form), record, fields)
    if (!this.#isNew && Object.keys(changes).length === 0) {
      toast('Nothing was changed.')
      return
    }
    await this.#attempt(async () => {
      if (this.#isNew) {
        const created = await create(this.entity.set, changes)
        toast(`${this.entity.one} ${textOf(created, this.entity.key)} was created.`, { kind: 'success' })
        navigate(`${this.entity.path}/${textOf(created, 'id')}`, { replace: true })
        return
      }
      this.record = await update(this.entity.set, record, changes)
      toast('Saved.', { kind: 'success' })
      this.dispatchEvent(new CustomEvent('erp-saved', { bubbles: true, composed: true }))
    })
  }

  async #delete(record: Entity): Promise<void> {
    const { entity } = this
    const confirmed = await confirmAction({
      heading: `Delete ${entity.one.toLowerCase()} ${textOf(record, entity.key)}?`,
      effect: `${textOf(record, 'displayName')} is removed from the ERP. This cannot be undone.`,
      count: 1,
      noun: [entity.one.toLowerCase(), entity.many.toLowerCase()],
      confirmLabel: 'Delete',
      danger: true,
    })
    if (!confirmed) return
    await this.#attempt(async () => {
      await remove(entity.set, record)
      toast(`${entity.one} ${textOf(record, entity.key)} was deleted.`, { kind: 'success' })
      navigate(entity.path)
    })
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.isBusy = true
    this.refused = ''
    try {
      await work()
    } catch (error) {
      this.isStale = error instanceof ApiError && error.isStale
      this.refused = this.isStale ? '' : error instanceof Error ? error.message : String(error)
    } finally {
      this.isBusy = false
    }
  }
}

/** Every field shows what is wrong with it; the first wrong one takes the focus. */
function reportValidity(form: HTMLFormElement): boolean {
  const wrong = [...form.querySelectorAll<Field>('koble-ui-field')].filter((field) => !field.reportValidity())
  wrong[0]?.focus()
  return wrong.length === 0
}

customElements.define('erp-card', CardPage)
