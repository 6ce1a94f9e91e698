/** `<koble-account-statistics account-id>`: what an account owes, may owe and buys, from the ERP as it stands. */
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit'
import { BoxController, type BoxDefinition, type ContentTools } from '../box/box-controller.ts'
import { boxStyles } from '../box/box-styles.css.ts'
import { factRow } from '../box/fact-row.ts'
import { valueOf, type FactValue, type Facts } from '../facts/facts.ts'
import type { FactsQuery, GetToken } from '../facts/request-facts.ts'
import { formatPercent } from '../format/format-number.ts'
import { boxDefaults, boxProperties, rowId, type BoxProperties, type Density, type Theme } from './box-properties.ts'

const leading: ReadonlySet<string> = new Set(['balance', 'overdueAmount'])
const isNothing = (value: string | null): boolean => value === null || !/[1-9]/.test(value)

const definition: BoxDefinition = {
  title: (texts) => texts.titles.accountStatistics,
  shape: { lead: 2, rows: 5, note: 'bar' },
  content: (facts, tools) =>
    html`<dl>
        ${facts.values.map((fact) => factRow({ fact, lead: leading.has(fact.key), shown: shownOf(fact, tools), ...tools }))}
      </dl>
      ${creditUse(facts, tools)}`,
}

/** In the ERP a credit limit of nothing means that there is none. */
const shownOf = (fact: FactValue, { texts }: ContentTools): string | undefined =>
  fact.key === 'creditLimit' && isNothing(fact.value) ? texts.noLimit : undefined

/** How much of the limit is used, as a bar and in words. The ratio is for drawing only, so floats are good enough. */
function creditUse(facts: Facts, { texts, language }: ContentTools): TemplateResult | typeof nothing {
  const limit = valueOf(facts, 'creditLimit')
  const balance = valueOf(facts, 'balance')
  if (limit === undefined || balance === undefined || isNothing(limit.value) || limit.currency !== balance.currency)
    return nothing
  // A customer who has paid ahead uses nothing of it.
  const percent = Math.max(0, Math.round((Number(balance.value ?? 0) / Number(limit.value)) * 100))
  if (!Number.isFinite(percent)) return nothing
  const width = Math.min(percent, 100)
  return html`<p class="note">
    ${texts.creditUsed(formatPercent(String(percent), language))}
    <svg class="bar" data-severity=${limit.severity} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<rect width=${width} height="1" />`}
    </svg>
  </p>`
}

export class KobleAccountStatistics extends LitElement implements BoxProperties {
  static override properties = { ...boxProperties, accountId: { attribute: 'account-id' } }
  static override styles = boxStyles
  declare server: string
  declare connection: string
  declare language: string
  declare theme: Theme
  declare density: Density
  declare getToken: GetToken | undefined
  declare accountId: string
  readonly #box = new BoxController(this, definition, () => ({
    server: this.server,
    connection: this.connection,
    getToken: this.getToken,
    query: this.#query(),
  }))

  constructor() {
    super()
    Object.assign(this, boxDefaults, { accountId: '' })
  }

  refresh(): Promise<void> {
    return this.#box.refresh()
  }

  override focus(options?: FocusOptions): void {
    this.#box.focus(options)
  }

  #query(): FactsQuery | null {
    const accountId = rowId(this.accountId)
    return accountId === '' ? null : { path: 'account-statistics', parameters: { accountId } }
  }

  protected override render(): TemplateResult {
    return this.#box.render()
  }
}
