/** `<koble-sync-status entity record-id>`: whether a record is coupled and in step with the ERP, and what to do when not. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { BoxController, type BoxDefinition } from '../box/box-controller.ts'
import { boxStyles } from '../box/box-styles.css.ts'
import { factRow } from '../box/fact-row.ts'
import { valueOf } from '../facts/facts.ts'
import type { FactsQuery, GetToken } from '../facts/request-facts.ts'
import { boxDefaults, boxProperties, rowId, type BoxProperties, type Density, type Theme } from './box-properties.ts'

const definition: BoxDefinition = {
  title: (texts) => texts.titles.syncStatus,
  shape: { lead: 1, rows: 3, note: 'text' },
  content: (facts, tools) => {
    const standing = valueOf(facts, 'state')?.value ?? ''
    // The frame shows the server's own words; these stand in when it has none.
    const help = facts.message === null ? tools.texts.standings[standing] : undefined
    return html`<dl>${facts.values.map((fact) => factRow({ fact, lead: fact.key === 'state', ...tools }))}</dl>
      ${help === undefined ? nothing : html`<p class="note">${help}</p>`}`
  },
}

export class KobleSyncStatus extends LitElement implements BoxProperties {
  static override properties = { ...boxProperties, entity: {}, recordId: { attribute: 'record-id' } }
  static override styles = boxStyles
  declare server: string
  declare connection: string
  declare language: string
  declare theme: Theme
  declare density: Density
  declare getToken: GetToken | undefined
  declare entity: string
  declare recordId: string
  readonly #box = new BoxController(this, definition, () => ({
    server: this.server,
    connection: this.connection,
    getToken: this.getToken,
    query: this.#query(),
  }))

  constructor() {
    super()
    Object.assign(this, boxDefaults, { entity: '', recordId: '' })
  }

  refresh(): Promise<void> {
    return this.#box.refresh()
  }

  override focus(options?: FocusOptions): void {
    this.#box.focus(options)
  }

  #query(): FactsQuery | null {
    const id = rowId(this.recordId)
    return id === '' || this.entity === '' ? null : { path: 'coupling', parameters: { entity: this.entity, id } }
  }

  protected override render(): TemplateResult {
    return this.#box.render()
  }
}
