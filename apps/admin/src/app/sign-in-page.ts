/** `<admin-sign-in>`: the installation's key opens a session; the key itself is not kept. Fires `admin-signed-in`. */
import { readForm, sharedStyles, type Problem } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { problemOf } from '../api/api-failure.ts'
import { api } from '../api/client.ts'

export class SignInPage extends LitElement {
  static override properties = { problem: { state: true }, busy: { state: true } }
  declare private problem: Problem | undefined
  declare private busy: boolean

  constructor() {
    super()
    this.busy = false
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        min-height: 100dvh;
        place-items: center;
        padding: 16px;
        background: var(--koble-surface-2);
      }
      main {
        width: min(420px, 100%);
        padding: 24px;
        border: 1px solid var(--koble-stroke-2);
        border-radius: var(--koble-radius-card);
        background: var(--koble-surface);
      }
      h1 {
        margin-bottom: 4px;
        font: 600 24px/32px var(--koble-font);
      }
      form,
      main {
        display: grid;
        gap: 12px;
      }
    `,
  ]

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const key = (readForm(event.currentTarget)['key'] ?? '').trim()
    this.busy = true
    this.problem = undefined
    try {
      const { subject } = await answer(api.session.$post({ json: { key } }))
      this.dispatchEvent(new CustomEvent('admin-signed-in', { detail: { subject }, bubbles: true, composed: true }))
    } catch (error) {
      this.problem = { ...problemOf(error), title: 'Not signed in' }
    }
    this.busy = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.title = 'Sign in - Koble'
  }

  protected override render(): TemplateResult {
    return html`<main>
      <div>
        <h1>Koble</h1>
        <p class="muted">Sign in to the console with this installation's admin key.</p>
      </div>
      ${this.problem === undefined ? nothing : html`<koble-ui-error role="alert" .problem=${this.problem}></koble-ui-error>`}
      <form @submit=${this.#submit}>
        <koble-ui-field
          name="key"
          type="password"
          label="Admin key"
          required
          autofocus
          maxlength="500"
          autocomplete="current-password"
          hint="It stands in the file admin.key of the data folder, unless KOBLE_ADMIN_KEY sets it."
        ></koble-ui-field>
        <koble-ui-button type="submit" kind="primary" ?busy=${this.busy}>Sign in</koble-ui-button>
      </form>
    </main>`
  }
}

customElements.define('admin-sign-in', SignInPage)
