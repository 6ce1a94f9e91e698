/** One header cell of the table: a plain label, or a button that sorts. */
import { html, nothing, type TemplateResult } from 'lit'
import { alignmentOf, type Column, type Sort } from '../column.ts'
import { icon } from '../icon.ts'

export const tableHeader = (column: Column, sort: Sort | undefined, sortBy: (sort: Sort) => void): TemplateResult => {
  const sorted = sort?.key === column.key ? sort : undefined
  const direction = sorted === undefined ? 'none' : sorted.descending ? 'descending' : 'ascending'
  // A second press turns the order around.
  const press = (): void => sortBy({ key: column.key, descending: sorted?.descending === false })
  const content =
    column.sortable === true
      ? html`<button type="button" @click=${press}>
          ${column.label}${icon(sorted?.descending === true ? 'down' : 'up')}
        </button>`
      : column.label
  return html`<th
    role="columnheader"
    scope="col"
    class=${alignmentOf(column)}
    aria-sort=${column.sortable === true ? direction : nothing}
  >
    ${content}
  </th>`
}
