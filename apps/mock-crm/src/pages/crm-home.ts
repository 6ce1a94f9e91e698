/** `<crm-home>`: how much is where, and what this is. */
import { sharedStyles } from '@koble/ui'
import { html, LitElement, type TemplateResult } from 'lit'
import type { Session } from './session.ts'
import { list } from './web-api.ts'

const tiles = [
  {
    label: 'Active accounts',
    url: 'accounts?$select=name&$filter=statecode eq 0&$count=true&$top=1',
    href: '/accounts',
  },
  {
    label: 'Active contacts',
    url: 'contacts?$select=fullname&$filter=statecode eq 0&$count=true&$top=1',
    href: '/contacts',
  },
  {
    label: 'My accounts',
    url: "accounts?$select=name&$filter=Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')&$count=true&$top=1",
    href: '/accounts?view=mine',
  },
] as const

export class CrmHome extends LitElement {
  static override properties = { session: { attribute: false }, counts: { state: true } }
  declare session: Session | undefined
  declare private counts: readonly string[]

  static override styles = [sharedStyles]

  constructor() {
    super()
    this.session = undefined
    this.counts = []
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.title = 'Home - Fjordlys CRM (emulator)'
    void this.#count()
  }

  async #count(): Promise<void> {
    this.counts = await Promise.all(
      tiles.map(({ url }) =>
        list(url, 1).then(
          (page) => (page.count === undefined ? '-' : page.count >= 5000 ? '5,000+' : page.count.toLocaleString()),
          () => 'no access',
        ),
      ),
    )
  }

  protected override render(): TemplateResult {
    return html`<koble-ui-page
      heading=${`Hello, ${this.session?.user?.name ?? ''}`}
      subheading=${this.session?.user?.roles.join(', ') ?? ''}
    >
      <koble-ui-tiles>
        ${tiles.map(
          (tile, index) =>
            html`<koble-ui-tile
              label=${tile.label}
              value=${this.counts[index] ?? ''}
              href=${tile.href}
              ?loading=${this.counts.length === 0}
            ></koble-ui-tile>`,
        )}
      </koble-ui-tiles>
      <koble-ui-notice kind="brand" heading="This is an emulator">
        It answers the Dataverse Web API at /api/data/v9.2 and keeps its data on this machine. It is not a Microsoft
        product.
      </koble-ui-notice>
    </koble-ui-page>`
  }
}
customElements.define('crm-home', CrmHome)
