/** `<admin-home>`: leads to the overview of the first connection, or says how to make one. */
import { navigate, sharedStyles } from '@koble/ui'
import { html, LitElement, type TemplateResult } from 'lit'
import type { Connection, Page } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import type { Snapshot } from '../data/loaded.ts'
import { connectionsChanged } from '../parts/connections-changed.ts'

export class HomePage extends LitElement {
  static override properties = { list: { attribute: false } }
  /** What the app loaded: the navigation needs it too. */
  declare list: Snapshot<Page<Connection>>
  static override styles = [sharedStyles]

  protected override updated(): void {
    const first = this.list.value?.items[0]
    if (first !== undefined) navigate(paths.overview(first.id), { replace: true })
  }

  #content(): TemplateResult {
    const { value, problem } = this.list
    if (problem !== undefined)
      return html`<koble-ui-error
        .problem=${problem}
        retryable
        @ui-retry=${() => connectionsChanged(this)}
      ></koble-ui-error>`
    if (value === undefined) return html`<koble-ui-skeleton lines="6"></koble-ui-skeleton>`
    return html`<koble-ui-empty heading="No connection yet">
      A connection pairs one company of Business Central with one Dynamics 365 Sales organization. Create the first one,
      test it, then run a full synchronization.
      <koble-ui-button slot="action" kind="primary" icon="add" href=${paths.newConnection}
        >New connection</koble-ui-button
      >
    </koble-ui-empty>`
  }

  protected override render(): TemplateResult {
    return html`<koble-ui-page heading="Welcome to Koble">${this.#content()}</koble-ui-page>`
  }
}

customElements.define('admin-home', HomePage)
