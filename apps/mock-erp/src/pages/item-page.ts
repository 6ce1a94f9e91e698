/** `<erp-item>`: the item's card with its availability by location and date. */
import { sharedStyles } from '@koble/ui'
import { html, LitElement, type TemplateResult } from 'lit'
import './availability.ts'
import './card-page.ts'
import { items } from './definitions/items.ts'

export class ItemPage extends LitElement {
  static override properties = { recordId: { attribute: false }, revision: { state: true } }
  declare recordId: string
  declare private revision: number

  constructor() {
    super()
    this.revision = 0
  }

  static override styles = [sharedStyles]

  protected override render(): TemplateResult {
    if (this.recordId === 'new') return html`<erp-card .entity=${items} .recordId=${'new'}></erp-card>`
    return html`<erp-card .entity=${items} .recordId=${this.recordId} @erp-saved=${() => (this.revision += 1)}>
      <erp-availability slot="below" .itemId=${this.recordId} .revision=${this.revision}></erp-availability>
    </erp-card>`
  }
}

customElements.define('erp-item', ItemPage)
