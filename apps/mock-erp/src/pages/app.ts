/** `<mock-erp-app>`: shell, navigation and routes of the people's pages. */
import { route, RouteController, sharedStyles, type NavigationItem, type Route } from '@koble/ui'
import { html, LitElement, type TemplateResult } from 'lit'
import './card-page.ts'
import './customer-page.ts'
import type { EntityDefinition } from './definitions/definition.ts'
import { entities } from './definitions/entities.ts'
import { items } from './definitions/items.ts'
import { customers } from './definitions/parties.ts'
import './home-page.ts'
import './item-page.ts'
import './list-page.ts'
import './log-page.ts'

const navigation: readonly NavigationItem[] = [
  { href: '/', label: 'Home', icon: 'home' },
  ...entities.map(({ path, many, icon, group }) => ({ href: path, label: many, icon, group })),
  { href: '/log', label: 'Request log', icon: 'history', group: 'Emulator' },
]

/** Customers and items have more around their cards than the others. */
function card(entity: EntityDefinition, id: string): TemplateResult {
  if (entity === customers) return html`<erp-customer .recordId=${id}></erp-customer>`
  if (entity === items) return html`<erp-item .recordId=${id}></erp-item>`
  return html`<erp-card .entity=${entity} .recordId=${id}></erp-card>`
}

function routesOf(entity: EntityDefinition): readonly Route[] {
  if (entity.isSingle === true) return [route(entity.path, () => card(entity, ''))]
  const list = route(entity.path, () => html`<erp-list .entity=${entity}></erp-list>`)
  // The type names the parameter; the address is each entity's own.
  return entity.hasNoCard === true
    ? [list]
    : [list, route(`${entity.path}/:id` as '/entity/:id', ({ id }) => card(entity, id))]
}

const notFound = (path: string): TemplateResult =>
  html`<koble-ui-page heading="Not found"><p>There is no page ${path}. Choose one on the left.</p></koble-ui-page>`

export class MockErpApp extends LitElement {
  static override styles = [sharedStyles]

  readonly #router = new RouteController(
    this,
    [
      route('/', () => html`<erp-home></erp-home>`),
      route('/log', () => html`<erp-log></erp-log>`),
      ...entities.flatMap(routesOf),
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
