/** `<crm-app>`: the application: sign-in, site map on the left, the pages. */
import { navigate, route, RouteController, sharedStyles, type NavigationItem } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import './crm-home.ts'
import './crm-record-form.ts'
import './crm-record-list.ts'
import './crm-request-log.ts'
import './crm-sign-in.ts'
import './crm-simple-list.ts'
import { formDefinitions } from './form-definition.ts'
import { readSession, signOut, type Session } from './session.ts'

const siteMap: readonly NavigationItem[] = [
  { href: '/', label: 'Home', icon: 'home' },
  { href: '/accounts', label: 'Accounts', icon: 'document', group: 'Customers' },
  { href: '/contacts', label: 'Contacts', icon: 'people', group: 'Customers' },
  { href: '/users', label: 'Users', icon: 'person', group: 'Settings' },
  { href: '/currencies', label: 'Currencies', icon: 'money', group: 'Settings' },
  { href: '/requests', label: 'Request log', icon: 'history', group: 'Emulator' },
]

export class CrmApp extends LitElement {
  static override properties = { session: { state: true }, failed: { state: true } }
  declare private session: Session | undefined
  declare private failed: boolean

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
    `,
  ]

  constructor() {
    super()
    this.session = undefined
    this.failed = false
  }

  readonly #router = new RouteController(
    this,
    [
      route('/', () => html`<crm-home .session=${this.session}></crm-home>`),
      route('/accounts', () => this.#list('accounts')),
      route('/accounts/new', () => this.#form('accounts', '')),
      route('/accounts/:id', ({ id }) => this.#form('accounts', id)),
      route('/contacts', () => this.#list('contacts')),
      route('/contacts/new', () => this.#form('contacts', '')),
      route('/contacts/:id', ({ id }) => this.#form('contacts', id)),
      route('/users', () => html`<crm-simple-list kind="users"></crm-simple-list>`),
      route('/currencies', () => html`<crm-simple-list kind="currencies"></crm-simple-list>`),
      route('/requests', () => html`<crm-request-log></crm-request-log>`),
    ],
    {
      notFound: (path) =>
        html`<koble-ui-page heading="No such page"
          ><koble-ui-empty heading=${`There is nothing at ${path}`}
            >Choose an entry of the site map.</koble-ui-empty
          ></koble-ui-page
        >`,
    },
  )

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#load()
  }

  async #load(): Promise<void> {
    try {
      this.session = await readSession()
      this.failed = false
    } catch {
      this.failed = true
    }
  }

  async #signOut(): Promise<void> {
    await signOut()
    this.session = { user: null }
    navigate('/')
  }

  #list(set: 'accounts' | 'contacts'): TemplateResult {
    return html`<crm-record-list .form=${formDefinitions[set]}></crm-record-list>`
  }

  #form(set: 'accounts' | 'contacts', id: string): TemplateResult {
    return html`<crm-record-form
      .form=${formDefinitions[set]}
      .recordId=${id}
      .session=${this.session}
    ></crm-record-form>`
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.failed) {
      return html`<koble-ui-error
        heading="The CRM emulator does not answer"
        message="Start it, then try again."
        retryable
        @ui-retry=${() => this.#load()}
      ></koble-ui-error>`
    }
    if (this.session === undefined) return nothing
    if (this.session.user === null) {
      return html`<crm-sign-in
        @crm-signed-in=${(event: CustomEvent<Session>) => (this.session = event.detail)}
      ></crm-sign-in>`
    }
    return html`<koble-ui-shell
      product=${this.session.organization?.name ?? 'CRM'}
      badge="Emulator"
      path=${this.#router.path}
      .navigation=${siteMap}
    >
      <koble-ui-menu
        slot="actions"
        label=${this.session.user.name.split(' ')[0] ?? ''}
        .items=${[
          { key: 'who', label: `${this.session.user.name}, ${this.session.user.roles.join(', ')}`, disabled: true },
          { key: 'sign-out', label: 'Sign out' },
        ]}
        @ui-action=${() => void this.#signOut()}
      ></koble-ui-menu>
      ${this.#router.outlet()}
    </koble-ui-shell>`
  }
}
customElements.define('crm-app', CrmApp)
