/** How cards are sorted: they have no header to press. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Column, Sort } from '../column.ts'
import { texts } from '../texts.ts'

const orders = [
  { descending: false, arrow: '↑' },
  { descending: true, arrow: '↓' },
] as const

export const tableSorter = (
  columns: readonly Column[],
  sort: Sort | undefined,
  change: (sort: Sort) => void,
): TemplateResult | typeof nothing => {
  const choices = columns
    .filter(({ sortable }) => sortable === true)
    .flatMap(({ key, label }) =>
      orders.map(({ descending, arrow }) => ({ key, descending, label: `${label} ${arrow}` })),
    )
  if (choices.length === 0) return nothing
  const isCurrent = (choice: Sort): boolean => sort?.key === choice.key && sort.descending === choice.descending
  const chosen = (event: Event): void => {
    const choice = event.target instanceof HTMLSelectElement ? choices[Number(event.target.value)] : undefined
    if (choice !== undefined) change({ key: choice.key, descending: choice.descending })
  }
  return html`<label class="sorter"
    >${texts.sortBy}<select @change=${chosen}>
      ${choices.some(isCurrent) ? nothing : html`<option value="" selected>-</option>`}
      ${choices.map((choice, index) => html`<option value=${index} ?selected=${isCurrent(choice)}>${choice.label}</option>`)}
    </select></label
  >`
}
