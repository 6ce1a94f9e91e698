/** `<admin-app>`: who is signed in, which connection the address is about, and the page that it names. */
import { navigate, onNavigate, route, RouteController, sharedStyles, type Problem } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { answer, signedOutEvent } from '../api/answer.ts'
import { ApiFailure, problemOf } from '../api/api-failure.ts'
import { api, connection, connections } from '../api/client.ts'
import { Loaded } from '../data/loaded.ts'
import '../live/live-line.ts'
import { LiveReload } from '../live/live-reload.ts'
import '../pages/conflict-page.ts'
import '../pages/conflicts-page.ts'
import '../pages/connection-page.ts'
import '../pages/connections-page.ts'
import '../pages/coupling-page.ts'
import '../pages/couplings-page.ts'
import '../pages/full-synchronization-page.ts'
import '../pages/home-page.ts'
import '../pages/job-page.ts'
import '../pages/jobs-page.ts'
import '../pages/new-connection-page.ts'
import '../pages/overview-page.ts'
import '../pages/skipped-page.ts'
import '../pages/waiting-page.ts'
import { connectionsChangedEvent } from '../parts/connections-changed.ts'
import { perform } from '../parts/perform.ts'
import { navigationOf } from './navigation.ts'
import { connectionIn, paths } from './paths.ts'
import './sign-in-page.ts'

const mostConnections = '1000'

export class AdminApp extends LitElement {
  static override properties = { session: { state: true }, problem: { state: true }, current: { state: true } }
  declare private session: 'asking' | 'in' | 'out'
  declare private problem: Problem | undefined
  /** The connection of the address, or the one that was looked at last. */
  declare private current: string | undefined
  #stop: (() => void) | undefined

  readonly #connections = new Loaded(this, {
    key: () => (this.session === 'in' ? 'in' : undefined),
    load: () => answer(connections.$get({ query: { limit: mostConnections } })),
  })
  readonly #overview = new Loaded(this, {
    key: () => (this.session === 'in' ? this.#current()?.id : undefined),
    load: () => answer(connection.overview.$get({ param: { id: this.#current()?.id ?? '' } })),
  })
  readonly #routes = new RouteController(
    this,
    [
      route('/', () => html`<admin-home .list=${this.#connections.snapshot()}></admin-home>`),
      route('/connections', () => html`<admin-connections .list=${this.#connections.snapshot()}></admin-connections>`),
      route('/connections/new', () => html`<admin-new-connection></admin-new-connection>`),
      route('/connections/:id', ({ id }) => html`<admin-connection .connection=${id}></admin-connection>`),
      route('/connections/:id/overview', ({ id }) => html`<admin-overview .connection=${id}></admin-overview>`),
      route(
        '/connections/:id/full-synchronization',
        ({ id }) => html`<admin-full-synchronization .connection=${id}></admin-full-synchronization>`,
      ),
      route('/connections/:id/jobs', ({ id }) => html`<admin-jobs .connection=${id}></admin-jobs>`),
      route('/connections/:id/jobs/:job', ({ id, job }) => html`<admin-job .connection=${id} .job=${job}></admin-job>`),
      route('/connections/:id/couplings', ({ id }) => html`<admin-couplings .connection=${id}></admin-couplings>`),
      route(
        '/connections/:id/couplings/:coupling',
        ({ id, coupling }) => html`<admin-coupling .connection=${id} .coupling=${coupling}></admin-coupling>`,
      ),
      route('/connections/:id/conflicts', ({ id }) => html`<admin-conflicts .connection=${id}></admin-conflicts>`),
      route(
        '/connections/:id/conflicts/:conflict',
        ({ id, conflict }) => html`<admin-conflict .connection=${id} .conflict=${conflict}></admin-conflict>`,
      ),
      route('/connections/:id/skipped', ({ id }) => html`<admin-skipped .connection=${id}></admin-skipped>`),
      route('/connections/:id/waiting', ({ id }) => html`<admin-waiting .connection=${id}></admin-waiting>`),
    ],
    { notFound: (path) => this.#notFound(path) },
  )

  constructor() {
    super()
    this.session = 'asking'
    new LiveReload(this, { types: ['job', 'coupling', 'conflict'], reload: () => this.#overview.reload() })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    globalThis.addEventListener(signedOutEvent, this.#signedOut)
    this.#stop = onNavigate(() => this.#remember())
    this.addEventListener(connectionsChangedEvent, this.#connectionsChanged)
    this.#remember()
    void this.#ask()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    globalThis.removeEventListener(signedOutEvent, this.#signedOut)
    this.#stop?.()
  }

  static override styles = [
    sharedStyles,
    css`
      .who {
        display: flex;
        align-items: center;
        gap: 8px;
      }
    `,
  ]

  readonly #signedOut = (): void => {
    this.session = 'out'
  }

  readonly #connectionsChanged = (): void => void this.#connections.reload()

  #remember(): void {
    this.current = connectionIn(location.pathname) ?? this.current
  }

  #current() {
    const { items } = this.#connections.value ?? { items: [] }
    return items.find(({ id }) => id === this.current) ?? items[0]
  }

  readonly #ask = async (): Promise<void> => {
    this.problem = undefined
    try {
      await answer(api.session.$get())
      this.session = 'in'
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 401) this.session = 'out'
      else this.problem = problemOf(error)
    }
  }

  readonly #signOut = async (): Promise<void> => {
    const done = await perform(async () => {
      await answer(api.session.$delete())
      return true
    })
    if (done === true) this.session = 'out'
  }

  #notFound(path: string): TemplateResult {
    return html`<koble-ui-page heading="Page not found">
      <koble-ui-empty heading=${`There is no page at ${path}`}>
        The link may be old.
        <koble-ui-button slot="action" kind="primary" href="/">Go to the overview</koble-ui-button>
      </koble-ui-empty>
    </koble-ui-page>`
  }

  #line(): unknown {
    const current = this.#current()
    return current === undefined
      ? nothing
      : keyed(current.id, html`<admin-live-line slot="actions" connection=${current.id}></admin-live-line>`)
  }

  #chooser(): unknown {
    const { items } = this.#connections.value ?? { items: [] }
    if (items.length < 2) return nothing
    const open = (event: CustomEvent<{ value: string }>): void => navigate(paths.overview(event.detail.value))
    return html`<koble-ui-field
      slot="actions"
      compact
      label-hidden
      type="select"
      label="Connection"
      value=${this.#current()?.id ?? ''}
      .options=${items.map(({ id, name }) => ({ value: id, label: name }))}
      @ui-change=${open}
    ></koble-ui-field>`
  }

  protected override render(): unknown {
    if (this.problem !== undefined)
      return html`<koble-ui-error .problem=${this.problem} retryable @ui-retry=${this.#ask}></koble-ui-error>`
    if (this.session === 'asking') return html`<koble-ui-skeleton lines="6"></koble-ui-skeleton>`
    if (this.session === 'out')
      return html`<admin-sign-in @admin-signed-in=${() => (this.session = 'in')}></admin-sign-in>`
    return html`<koble-ui-shell
      product="Koble"
      path=${this.#routes.path}
      .navigation=${navigationOf(this.#current(), this.#overview.value)}
    >
      ${this.#chooser()} ${this.#line()}
      <koble-ui-button slot="actions" kind="header" @click=${this.#signOut}>Sign out</koble-ui-button>
      ${keyed(connectionIn(this.#routes.path), this.#routes.outlet())}
    </koble-ui-shell>`
  }
}

customElements.define('admin-app', AdminApp)
