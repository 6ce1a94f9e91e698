/** `<admin-connection>`: a connection's settings, its test check by check, and its removal. */
import { confirmAction, navigate, readForm, sharedStyles, toast, type Problem } from '@koble/ui'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { answer } from '../api/answer.ts'
import { problemOf } from '../api/api-failure.ts'
import { connection } from '../api/client.ts'
import type { Connection } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { Loaded } from '../data/loaded.ts'
import { badge } from '../parts/badge.ts'
import { connectionFields, patchFrom, secretsMissing } from '../parts/connection-fields.ts'
import '../parts/connection-test.ts'
import { connectionsChanged } from '../parts/connections-changed.ts'
import { pageStyles } from '../parts/page-styles.css.ts'
import { perform } from '../parts/perform.ts'
import { sideName } from '../words/names.ts'

export class ConnectionPage extends LitElement {
  static override properties = {
    connection: {},
    problem: { state: true },
    busy: { state: true },
    saves: { state: true },
  }
  declare connection: string
  declare private problem: Problem | undefined
  declare private busy: boolean
  /** Fields are drawn anew after each save, so that a typed secret does not stay in the page. */
  declare private saves: number

  readonly #shown = new Loaded(this, {
    key: () => this.connection,
    load: () => answer(connection.$get({ param: { id: this.connection } })),
  })
  /** For the count that a removal names. */
  readonly #overview = new Loaded(this, {
    key: () => this.connection,
    load: () => answer(connection.overview.$get({ param: { id: this.connection } })),
  })

  constructor() {
    super()
    this.connection = ''
    this.busy = false
    this.saves = 0
  }

  static override styles = [sharedStyles, pageStyles]

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const shown = this.#shown.value
    if (!(event.currentTarget instanceof HTMLFormElement) || shown === undefined) return
    const values = readForm(event.currentTarget)
    const missing = secretsMissing(values, shown).map((side) => sideName[side])
    if (missing.length > 0) {
      const detail = `The ${missing.join(' and the ')} has another client now: type its secret too.`
      this.problem = { title: 'A secret is missing', detail }
      return
    }
    this.busy = true
    this.problem = undefined
    try {
      this.#shown.set(
        await answer(connection.$patch({ param: { id: this.connection }, json: patchFrom(values, shown) })),
      )
      this.saves += 1
      connectionsChanged(this)
      toast('Saved.', { kind: 'success' })
    } catch (error) {
      this.problem = problemOf(error)
    }
    this.busy = false
  }

  async #remove(shown: Connection): Promise<void> {
    const coupled = (this.#overview.value?.mappings ?? []).reduce((sum, row) => sum + row.coupled, 0)
    const confirmed = await confirmAction({
      heading: `Delete ${shown.name}?`,
      effect: `Koble forgets this connection with its mappings, ${coupled.toLocaleString()} couplings, conflicts and history, and takes back its webhooks. The records in both systems stay as they are.`,
      confirmLabel: 'Delete',
      count: 1,
      noun: 'connection',
      danger: true,
    })
    if (!confirmed) return
    this.busy = true
    const done = await perform(
      async () => {
        await answer(connection.$delete({ param: { id: this.connection } }))
        return true
      },
      () => `Deleted ${shown.name}.`,
    )
    this.busy = false
    if (done !== true) return
    connectionsChanged(this)
    navigate(paths.connections)
  }

  #page(shown: Connection): TemplateResult {
    return html`<koble-ui-page
      heading=${shown.name}
      subheading="Settings and test"
      back=${paths.connections}
      back-label="Back to the connections"
    >
      ${shown.enabled ? nothing : html`<span slot="status">${badge({ label: 'Switched off', kind: 'warning' })}</span>`}
      <koble-ui-button
        slot="actions"
        kind="danger"
        icon="delete"
        ?disabled=${this.busy}
        @click=${() => void this.#remove(shown)}
        >Delete</koble-ui-button
      >
      <div class="stack">
        <admin-connection-test .connection=${this.connection}></admin-connection-test>
        <form class="stack" @submit=${this.#save}>
          ${this.problem === undefined ? nothing : html`<koble-ui-error role="alert" .problem=${this.problem}></koble-ui-error>`}
          ${keyed(this.saves, connectionFields(shown))}
          <div class="row">
            <koble-ui-button type="submit" kind="primary" ?busy=${this.busy}>Save</koble-ui-button>
          </div>
        </form>
      </div>
    </koble-ui-page>`
  }

  protected override render(): TemplateResult {
    const { value, problem } = this.#shown
    if (value !== undefined) return this.#page(value)
    return html`<koble-ui-page heading="Connection" back=${paths.connections} back-label="Back to the connections">
      ${
        problem === undefined
          ? html`<koble-ui-skeleton lines="10"></koble-ui-skeleton>`
          : html`<koble-ui-error
              .problem=${problem}
              retryable
              @ui-retry=${() => void this.#shown.reload()}
            ></koble-ui-error>`
      }
    </koble-ui-page>`
  }
}

customElements.define('admin-connection', ConnectionPage)
