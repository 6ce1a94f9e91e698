/** `<erp-notes>`: what people wrote about a record, in the fact box pane. */
import { sharedStyles, type Field } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { create, list, messageOf, remove, textOf, type Entity } from './api.ts'

export class NotesBox extends LitElement {
  static override properties = {
    parentType: {},
    parentId: { attribute: false },
    notes: { state: true },
    refused: { state: true },
  }
  declare parentType: string
  declare parentId: string
  declare private notes: readonly Entity[] | undefined
  declare private refused: string
  #loaded = ''

  constructor() {
    super()
    this.refused = ''
  }

  static override styles = [
    sharedStyles,
    css`
      article {
        padding: 4px 0 8px;
        border-bottom: 1px solid var(--koble-stroke-2);
      }
      article p {
        margin: 0;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .line {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 8px;
      }
      form {
        display: grid;
        gap: 8px;
        justify-items: start;
        margin-top: 8px;
      }
      koble-ui-field {
        width: 100%;
      }
    `,
  ]

  protected override willUpdate(): void {
    if (this.#loaded === this.parentId) return
    this.#loaded = this.parentId
    this.notes = undefined
    void this.#attempt(() => Promise.resolve())
  }

  protected override render(): TemplateResult {
    const { notes } = this
    return html`<koble-ui-card heading="Notes">
      ${this.refused === '' ? nothing : html`<koble-ui-notice kind="danger" heading="Notes">${this.refused}</koble-ui-notice>`}
      ${notes === undefined && this.refused === '' ? html`<koble-ui-skeleton lines="2"></koble-ui-skeleton>` : nothing}
      ${notes?.length === 0 ? html`<p class="muted">No notes yet.</p>` : nothing}
      ${notes?.map((note) => this.#note(note))}
      <form @submit=${(event: Event) => this.#submitted(event)}>
        <koble-ui-field name="text" type="textarea" label="New note" rows="2" compact></koble-ui-field>
        <koble-ui-button type="submit" icon="add">Add note</koble-ui-button>
      </form>
    </koble-ui-card>`
  }

  #note(note: Entity): TemplateResult {
    return html`<article>
      <p>${textOf(note, 'text')}</p>
      <div class="line muted">
        <span>${textOf(note, 'userName')}, <koble-ui-time value=${textOf(note, 'notedAt')}></koble-ui-time></span>
        <koble-ui-button
          kind="subtle"
          icon="delete"
          label="Delete note: ${textOf(note, 'text').slice(0, 40)}"
          @click=${() => this.#attempt(() => remove('notes', note))}
        ></koble-ui-button>
      </div>
    </article>`
  }

  #submitted(event: Event): void {
    event.preventDefault()
    const field = this.renderRoot.querySelector<Field>('koble-ui-field')
    if (field === null || field.value.trim() === '') return
    const { parentType, parentId } = this
    void this.#attempt(async () => {
      await create('notes', { parentType, parentId, text: field.value })
      field.value = ''
    })
  }

  /** Does it, then shows what is there now. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    this.refused = ''
    try {
      await work()
      const { rows } = await list('notes', { $filter: `parentId eq ${this.parentId}` })
      this.notes = rows.toSorted((a, b) => textOf(b, 'notedAt').localeCompare(textOf(a, 'notedAt')))
    } catch (error) {
      this.refused = messageOf(error)
    }
  }
}

customElements.define('erp-notes', NotesBox)
