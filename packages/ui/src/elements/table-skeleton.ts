/** The body of a table whose first rows are still on their way: the rows' height and the columns' number, so that little moves. */
import { html, type TemplateResult } from 'lit'

const rows = 8

export const tableSkeleton = (cells: number): TemplateResult => {
  const row = html`<tr role="row">
    ${Array.from({ length: cells }, () => html`<td role="cell" class="waiting"><div class="stencil"></div></td>`)}
  </tr>`
  return html`<tbody role="rowgroup" aria-hidden="true">
    ${Array.from({ length: rows }, () => row)}
  </tbody>`
}
