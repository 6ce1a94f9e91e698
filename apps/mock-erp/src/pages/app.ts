/** `<mock-erp-app>`: shell, navigation and routes of the people's pages. */
import { route, RouteController, sharedStyles, type NavigationItem, type Route } from '@koble/ui'
import { html, LitElement, type TemplateResult } from 'lit'
import './card-page.ts'
import './customer-page.ts'
import { customers, entities, type EntityDefinition } from './entities.ts'
import './home-page.ts'
import './list-page.ts'
import './log-page.ts'

const navigation: readonly NavigationItem[] = [
  { href: '/', label: 'Home', icon: 'home' },
  ...entities.map(({ path, many, icon }) => ({ href: path, label: many, icon })),
  { href: '/log', label: 'Request log', icon: 'history', group: 'Emulator' },
]

/** A customer's card has more around it than the others. The type names the parameter; the address is each entity's own. */
const cardRoute = (entity: EntityDefinition): Route =>
  route(`${entity.path}/:id` as '/entity/:id', ({ id }) =>
    entity === customers
      ? html`<erp-customer .recordId=${id}></erp-customer>`
      : html`<erp-card .entity=${entity} .recordId=${id}></erp-card>`,
  )

const notFound = (path: string): TemplateResult =>
  html`<koble-ui-page heading="Not found"><p>There is no page ${path}. Choose one on the left.</p></koble-ui-page>`

export class MockErpApp extends LitElement {
  static override styles = [sharedStyles]

  readonly #router = new RouteController(
    this,
    [
      route('/', () => html`<erp-home></erp-home>`),
      route('/log', () => html`<erp-log></erp-log>`),
      ...entities.flatMap((entity) => [
        route(entity.path, () => html`<erp-list .entity=${entity}></erp-list>`),
        cardRoute(entity),
      ]),
    ],
    { notFound },
  )

  protected override render(): TemplateResult {
    return html`<koble-ui-shell
      product="Mock ERP"
      badge="Emulator of Business Central"
      path=${this.#router.path}
      .navigation=${navigation}
    >
      ${this.#router.outlet()}
    </koble-ui-shell>`
  }
}

customElements.define('mock-erp-app', MockErpApp)
