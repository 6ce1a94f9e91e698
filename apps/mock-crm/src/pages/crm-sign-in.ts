/** `<crm-sign-in>`: choose a demo user; the password stands on the page. Fires `crm-signed-in` with the session. */
import { readForm, sharedStyles } from '@koble/ui'
import { css, html, LitElement, type TemplateResult } from 'lit'
import { readSignInNames, signIn, type Session, type SignInNames } from './session.ts'

export class CrmSignIn extends LitElement {
  static override properties = { names: { state: true }, message: { state: true }, busy: { state: true } }
  declare private names: SignInNames | undefined
  declare private message: string
  declare private busy: boolean

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        min-height: 100vh;
        place-items: center;
        padding: 16px;
        box-sizing: border-box;
      }
      main {
        inline-size: min(420px, 100%);
      }
      form {
        display: grid;
        gap: 12px;
      }
      h1 {
        font-size: 24px;
        line-height: 32px;
        margin: 0 0 4px;
      }
      p {
        margin: 0 0 16px;
      }
    `,
  ]

  constructor() {
    super()
    this.names = undefined
    this.message = ''
    this.busy = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.title = 'Sign in - Fjordlys CRM (emulator)'
    void readSignInNames().then((names) => (this.names = names))
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (!(event.target instanceof HTMLFormElement)) return
    const values = readForm(event.target)
    this.busy = true
    try {
      const session = await signIn(values['email'] ?? '', values['password'] ?? '')
      this.dispatchEvent(new CustomEvent<Session>('crm-signed-in', { detail: session, bubbles: true, composed: true }))
    } catch (error) {
      this.message = error instanceof Error ? error.message : String(error)
    } finally {
      this.busy = false
    }
  }

  protected override render(): TemplateResult {
    const users = this.names?.users ?? []
    return html`<main>
      <h1>Fjordlys CRM</h1>
      <p>An emulator of Dynamics 365 Sales. Nothing here is a real Microsoft service.</p>
      ${this.message === '' ? '' : html`<koble-ui-notice kind="danger" heading="Not signed in">${this.message}</koble-ui-notice>`}
      <form @submit=${(event: SubmitEvent) => void this.#submit(event)}>
        <koble-ui-field
          type="select"
          name="email"
          label="User"
          required
          value=${users[1]?.email ?? ''}
          .options=${users.map((user) => ({ value: user.email, label: `${user.name} (${user.role})` }))}
        ></koble-ui-field>
        <koble-ui-field
          type="password"
          name="password"
          label="Password"
          required
          value=${this.names?.password ?? ''}
          hint=${`Every demo user's password is ${this.names?.password ?? ''}`}
        ></koble-ui-field>
        <koble-ui-button type="submit" kind="primary" ?busy=${this.busy}>Sign in</koble-ui-button>
      </form>
    </main>`
  }
}
customElements.define('crm-sign-in', CrmSignIn)
