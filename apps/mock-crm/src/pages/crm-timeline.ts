/** `<crm-timeline>`: the notes and posts of a record, newest first, and a form for a new note. */
import { readForm, sharedStyles, toast } from '@koble/ui'
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { create, list, problemOf, shown, textOf, type Row } from './web-api.ts'

export class CrmTimeline extends LitElement {
  static override properties = {
    table: {},
    setName: { attribute: false },
    recordId: { attribute: false },
    entries: { state: true },
    error: { state: true },
  }
  declare table: string
  declare setName: string
  declare recordId: string
  declare private entries: readonly Row[] | undefined
  declare private error: ReturnType<typeof problemOf> | undefined

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: 16px;
        padding-block-start: 12px;
      }
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 12px;
      }
      li {
        border-inline-start: 2px solid var(--koble-stroke-2);
        padding-inline-start: 12px;
      }
      p {
        margin: 4px 0;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      h2 {
        margin: 0;
        font-size: 14px;
      }
    `,
  ]

  constructor() {
    super()
    this.table = ''
    this.setName = ''
    this.recordId = ''
    this.entries = undefined
    this.error = undefined
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('recordId') && this.recordId !== '') void this.#load()
  }

  async #load(): Promise<void> {
    this.error = undefined
    try {
      const [notes, posts] = await Promise.all([
        list(
          `annotations?$select=subject,notetext,createdon,_createdby_value&$filter=_objectid_value eq ${this.recordId}`,
          200,
        ),
        list(`posts?$select=text,createdon,_createdby_value&$filter=_regardingobjectid_value eq ${this.recordId}`, 200),
      ])
      this.entries = [...notes.rows, ...posts.rows].sort((a, b) =>
        textOf(b['createdon']).localeCompare(textOf(a['createdon'])),
      )
    } catch (error) {
      this.error = problemOf(error)
    }
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const form = event.target
    if (!(form instanceof HTMLFormElement)) return
    const values = readForm(form)
    try {
      await create('annotations', {
        subject: values['subject'],
        notetext: values['notetext'],
        [`objectid_${this.table}@odata.bind`]: `/${this.setName}(${this.recordId})`,
      })
      form.reset()
      await this.#load()
    } catch (error) {
      toast(problemOf(error).detail, { kind: 'danger' })
    }
  }

  protected override render(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => void this.#add(event)}>
        <koble-ui-form-grid columns="1">
          <koble-ui-field name="subject" label="Note title" maxlength="500" required></koble-ui-field>
          <koble-ui-field name="notetext" label="Note" type="textarea"></koble-ui-field>
        </koble-ui-form-grid>
        <koble-ui-button type="submit" icon="add">Add note</koble-ui-button>
      </form>
      ${this.error === undefined ? nothing : html`<koble-ui-error .problem=${this.error} retryable @ui-retry=${() => void this.#load()}></koble-ui-error>`}
      ${this.entries === undefined && this.error === undefined ? html`<koble-ui-skeleton lines="4"></koble-ui-skeleton>` : nothing}
      ${this.entries?.length === 0 ? html`<koble-ui-empty heading="Nothing on the timeline yet">Add a note.</koble-ui-empty>` : nothing}
      <ol>
        ${this.entries?.map(
          (entry) =>
            html`<li>
              <h2>${textOf(entry['subject']) || 'Post'}</h2>
              <p>${textOf(entry['notetext']) || textOf(entry['text'])}</p>
              <small
                >${shown(entry, '_createdby_value')}, <koble-ui-time value=${textOf(entry['createdon'])}></koble-ui-time
              ></small>
            </li>`,
        )}
      </ol>`
  }
}
customElements.define('crm-timeline', CrmTimeline)
