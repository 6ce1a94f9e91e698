/** `<admin-new-connection>`: pairs a company with an organization; its page then tests it. */
import { navigate, readForm, sharedStyles, toast, type Problem } from '@koble/ui'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { problemOf } from '../api/api-failure.ts'
import { connections } from '../api/client.ts'
import { paths } from '../app/paths.ts'
import { connectionFields, inputFrom } from '../parts/connection-fields.ts'
import { connectionsChanged } from '../parts/connections-changed.ts'
import { pageStyles } from '../parts/page-styles.css.ts'

export class NewConnectionPage extends LitElement {
  static override properties = { problem: { state: true }, busy: { state: true } }
  declare private problem: Problem | undefined
  declare private busy: boolean

  constructor() {
    super()
    this.busy = false
  }

  static override styles = [sharedStyles, pageStyles]

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const json = inputFrom(readForm(event.currentTarget))
    this.busy = true
    this.problem = undefined
    try {
      const created = await answer(connections.$post({ json }))
      connectionsChanged(this)
      toast(`Created ${created.name}. Test it before the first synchronization.`, { kind: 'success' })
      navigate(paths.connection(created.id))
    } catch (error) {
      this.problem = problemOf(error)
    }
    this.busy = false
  }

  protected override render(): TemplateResult {
    return html`<koble-ui-page heading="New connection" back=${paths.connections} back-label="Back to the connections">
      <form class="stack" @submit=${this.#submit}>
        ${this.problem === undefined ? nothing : html`<koble-ui-error role="alert" .problem=${this.problem}></koble-ui-error>`}
        ${connectionFields(undefined)}
        <div class="row">
          <koble-ui-button type="submit" kind="primary" ?busy=${this.busy}>Create</koble-ui-button>
          <koble-ui-button href=${paths.connections}>Cancel</koble-ui-button>
        </div>
      </form>
    </koble-ui-page>`
  }
}

customElements.define('admin-new-connection', NewConnectionPage)
