/**
 * `<erp-lines>`: the lines of a document (units of an item, prices of a list) in a grid. Each cell is saved when it is left, as the ERP does,
 * because the ERP derives other values from it; a row at the end takes a new line.
 */
import { formatDate, formatDecimal, sharedStyles, type Field, type FieldDetail } from '@koble/ui'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { ApiError, create, list, messageOf, problemOf, remove, textOf, update, type Entity } from './api.ts'
import type { FieldDefinition, LinesDefinition } from './definitions/definition.ts'
import { money } from './definitions/shown-value.ts'
import { lookupOf, shown, valueOf } from './field-values.ts'
import { linesGridStyles } from './lines-grid-styles.ts'
import { Lookups } from './lookups.ts'

type Change = CustomEvent<FieldDetail>
type Typed = Readonly<Record<string, string>>

export class LinesGrid extends LitElement {
  static override properties = {
    definition: { attribute: false },
    parent: { attribute: false },
    revision: { attribute: false },
    lines: { state: true },
    failure: { state: true },
    refused: { state: true },
    isStale: { state: true },
    typed: { state: true },
  }
  declare definition: LinesDefinition
  declare parent: Entity
  /** Grows when the document was changed elsewhere, so that the lines are read again. */
  declare revision: number
  declare private lines: readonly Entity[] | undefined
  declare private failure: unknown
  declare private refused: { readonly cell: string; readonly text: string } | undefined
  declare private isStale: boolean
  /** What stands in the row of the new line. */
  declare private typed: Typed
  readonly #lookups = new Lookups(this)
  #loaded = ''
  #work: Promise<void> = Promise.resolve()

  constructor() {
    super()
    this.revision = 0
    this.isStale = false
    this.typed = {}
  }

  static override styles = [sharedStyles, linesGridStyles]

  /** Settles when every change that was made is saved, or refused. */
  get idle(): Promise<void> {
    return this.#work
  }

  /** Something was typed into the new line that is not added yet. */
  get hasTyped(): boolean {
    return this.#newColumns().some(
      (column) => column.type !== 'select' && (this.typed[column.name] ?? begunWith(column)) !== begunWith(column),
    )
  }

  get #isEditable(): boolean {
    return this.definition.isEditable?.(this.parent) ?? true
  }

  #newColumns(): readonly FieldDefinition[] {
    return this.definition.columns.filter(({ readonly, existingOnly }) => readonly !== true && existingOnly !== true)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('definition')) this.#forget()
    const wanted = `${this.definition.collection(this.parent)} ${textOf(this.parent, 'id')} ${this.revision}`
    if (this.#loaded === wanted) return
    this.#loaded = wanted
    void this.#load()
  }

  #forget(): void {
    this.lines = undefined
    this.typed = {}
    this.refused = undefined
    for (const { type, lookup } of this.definition.columns)
      if (type === 'select' && typeof lookup === 'object') void this.#lookups.load(lookup)
  }

  async #load(): Promise<void> {
    const { definition, parent } = this
    const filter = definition.filter?.(parent)
    try {
      const { rows } = await list(
        definition.collection(parent),
        { $orderby: definition.key, ...(filter === undefined ? {} : { $filter: filter }) },
        1000,
      )
      this.failure = undefined
      this.isStale = false
      this.lines = rows
    } catch (error) {
      this.failure = error
    }
  }

  protected override render(): TemplateResult {
    const { failure, lines } = this
    if (failure !== undefined && lines === undefined)
      return html`<koble-ui-error
        .problem=${problemOf(failure)}
        retryable
        @ui-retry=${() => this.#load()}
      ></koble-ui-error>`
    if (lines === undefined) return html`<koble-ui-skeleton lines="3"></koble-ui-skeleton>`
    return html`${this.#notice()} ${lines.length === 0 && !this.#isEditable ? this.#empty() : this.#table(lines)}`
  }

  #empty(): TemplateResult {
    return html`<p class="muted">${this.definition.emptyText}</p>`
  }

  #notice(): TemplateResult | typeof nothing {
    if (this.isStale)
      return html`<koble-ui-notice kind="warning" heading="Another user has already changed the record.">
        Your change is not saved.
        <koble-ui-button slot="action" @click=${() => this.#load()}>Reload lines</koble-ui-button>
      </koble-ui-notice>`
    return this.refused === undefined
      ? nothing
      : html`<koble-ui-notice
          kind="danger"
          heading="Not saved"
          dismissible
          @ui-dismiss=${() => (this.refused = undefined)}
          >${this.refused.text}</koble-ui-notice
        >`
  }

  #table(lines: readonly Entity[]): TemplateResult {
    const { columns, heading, emptyText } = this.definition
    const isEditable = this.#isEditable
    return html`<div class="scroller" tabindex=${isEditable ? nothing : 0} role="region" aria-label=${heading}>
      <table aria-label=${heading}>
        <thead>
          <tr>
            ${columns.map((column) => headerOf(column))}
            ${isEditable ? html`<th scope="col"><span class="visually-hidden">Actions</span></th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            lines,
            (line) => textOf(line, 'id'),
            (line) => this.#line(line, isEditable),
          )}
          ${
            lines.length === 0
              ? html`<tr>
                  <td colspan=${columns.length + 1} class="muted">${emptyText}</td>
                </tr>`
              : nothing
          }
          ${isEditable ? this.#newLine() : nothing}
        </tbody>
      </table>
    </div>`
  }

  #line(line: Entity, isEditable: boolean): TemplateResult {
    const { columns, one, key } = this.definition
    const name = `${one.toLowerCase()} ${textOf(line, key)}`
    const hasText = this.definition.isText?.(line) ?? false
    return html`<tr>
      ${columns.map((column) => {
        const isShown = !hasText || column.type === undefined || column.name === 'lineType'
        const isFixed = !isEditable || column.readonly === true || column.newOnly === true
        if (!isShown || (hasText && column.name !== 'description' && !isFixed)) return html`<td></td>`
        return isFixed ? this.#fixedCell(line, column) : this.#cell(line, column, name)
      })}
      ${
        isEditable
          ? html`<td>
              <koble-ui-button
                kind="subtle"
                icon="delete"
                label="Delete ${name}"
                @click=${() => this.#delete(line)}
              ></koble-ui-button>
            </td>`
          : nothing
      }
    </tr>`
  }

  #fixedCell(line: Entity, column: FieldDefinition): TemplateResult {
    return html`<td class=${isNumber(column) ? 'number' : ''}>${textOfCell(line, column)}</td>`
  }

  #cell(line: Entity, column: FieldDefinition, of: string): TemplateResult {
    const isRefused = this.refused?.cell === cellOf(line, column)
    return html`<td>
      ${this.#field(column, line, {
        label: `${column.label}, ${of}`,
        value: shown(line[column.name], column),
        error: isRefused ? 'Not saved' : '',
        changed: (detail) => this.#write(line, column, detail),
      })}
    </td>`
  }

  #field(
    column: FieldDefinition,
    record: Entity,
    cell: {
      readonly label: string
      readonly value: string
      readonly error?: string
      changed?(detail: FieldDetail): void
      typed?(value: string): void
    },
  ): TemplateResult {
    const lookup = lookupOf(column, record)
    return html`<koble-ui-field
      compact
      label-hidden
      name=${column.name}
      label=${cell.label}
      type=${column.type ?? 'text'}
      .value=${cell.value}
      ?checked=${record[column.name] === true}
      .error=${cell.error ?? ''}
      .maxlength=${column.maxlength}
      .options=${column.options ?? this.#lookups.optionsOf(lookup)}
      @focusin=${() => this.#lookups.load(lookup)}
      @ui-input=${({ detail }: Change) => {
        this.#lookups.search(lookup, detail.value)
        cell.typed?.(detail.value)
      }}
      @ui-change=${({ detail }: Change) => cell.changed?.(detail)}
    ></koble-ui-field>`
  }

  #newLine(): TemplateResult {
    const { columns, one } = this.definition
    const wanted = new Set(this.#newColumns())
    const draft = this.#draft()
    const hasText = this.definition.isText?.(draft) ?? false
    return html`<tr class="new" @keydown=${this.#newLineKey}>
      ${columns.map((column) =>
        wanted.has(column) && (!hasText || ['lineType', 'description'].includes(column.name))
          ? html`<td>
              ${this.#field(column, draft, {
                label: `${column.label}, new ${one.toLowerCase()}`,
                value: draft[column.name] ?? '',
                typed: (value) => (this.typed = { ...this.typed, [column.name]: value }),
              })}
            </td>`
          : html`<td></td>`,
      )}
      <td><koble-ui-button icon="add" @click=${() => this.#add()}>Add</koble-ui-button></td>
    </tr>`
  }

  #draft(): Typed {
    return {
      ...Object.fromEntries(this.#newColumns().map((column) => [column.name, begunWith(column)])),
      ...this.typed,
    }
  }

  readonly #newLineKey = (event: KeyboardEvent): void => {
    const isField = event.target instanceof HTMLElement && event.target.localName === 'koble-ui-field'
    if (event.key === 'Enter' && isField && !event.isComposing) this.#add()
  }

  #write(line: Entity, column: FieldDefinition, { value, checked }: FieldDetail): void {
    const id = textOf(line, 'id')
    const written = column.type === 'checkbox' ? String(checked) : value
    this.#attempt(cellOf(line, column), async () => {
      // As it is now: an earlier change of the same line gave it another tag.
      const current = this.lines?.find((one) => one['id'] === id)
      const before =
        column.type === 'checkbox' ? String(current?.[column.name] === true) : shown(current?.[column.name], column)
      if (current === undefined || written === before) return false
      await update(this.definition.collection(this.parent), current, { [column.name]: valueOf(written, column) })
      return true
    })
  }

  #delete(line: Entity): void {
    this.#attempt('', async () => {
      const current = this.lines?.find(({ id }) => id === line['id'])
      if (current === undefined) return false
      await remove(this.definition.collection(this.parent), current)
      return true
    })
  }

  #add(): void {
    this.#attempt('', async () => {
      const { definition, parent } = this
      const draft = this.#draft()
      const filled = this.#newColumns().filter(
        (column) => column.initial !== undefined || draft[column.name] !== begunWith(column),
      )
      await create(definition.collection(parent), {
        ...definition.fixed?.(parent),
        ...Object.fromEntries(filled.map((column) => [column.name, valueOf(draft[column.name] ?? '', column)])),
      })
      // The next one is often of the same kind.
      const { lineType } = this.typed
      this.typed = lineType === undefined ? {} : { lineType }
      return true
    })
    void this.#work.then(() => this.#focusNewLine())
  }

  async #focusNewLine(): Promise<void> {
    await this.updateComplete
    if (this.refused !== undefined) return
    const fields = [...this.renderRoot.querySelectorAll<Field>('.new koble-ui-field')]
    fields.find(({ type }) => type !== 'select')?.focus()
  }

  /** One change after the other; `work` answers whether it changed anything. */
  #attempt(cell: string, work: () => Promise<boolean>): void {
    this.#work = this.#work.then(async () => {
      try {
        const changed = await work()
        this.refused = undefined
        if (!changed) return
        await this.#load()
        this.dispatchEvent(new CustomEvent('erp-lines-changed', { bubbles: true, composed: true }))
      } catch (error) {
        this.isStale = error instanceof ApiError && error.isStale
        this.refused = this.isStale ? undefined : { cell, text: messageOf(error) }
      }
    })
  }
}

/** What a new line's cell says before anything is typed. */
const begunWith = (column: FieldDefinition): string => column.initial ?? shown(undefined, column)

const isNumber = ({ type }: FieldDefinition): boolean => type === 'decimal' || type === 'integer'

const cellOf = (line: Entity, column: FieldDefinition): string => `${textOf(line, 'id')} ${column.name}`

const headerOf = (column: FieldDefinition): TemplateResult =>
  html`<th
    scope="col"
    class=${isNumber(column) ? 'number' : ''}
    style="min-width:calc(${column.width ?? 10}ch + 28px)"
    title=${column.hint ?? nothing}
  >
    ${column.label}
  </th>`

function textOfCell(line: Entity, column: FieldDefinition): string {
  if (column.type === 'checkbox') return line[column.name] === true ? 'Yes' : ''
  const text = shown(line[column.name], { ...column, readonly: true })
  if (column.isAmount === true) return money(text)
  if (isNumber(column)) return formatDecimal(text)
  return column.type === 'date' && text !== '' ? formatDate(text) : text
}

customElements.define('erp-lines', LinesGrid)
