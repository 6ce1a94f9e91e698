/** Links into the two systems, which open beside the console. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Side } from '../api/types.ts'
import { sideName } from '../words/names.ts'

export const openLink = (side: Side, url: string | null, record: string): TemplateResult | typeof nothing =>
  url === null
    ? nothing
    : html`<a href=${url} target="_blank" rel="noopener" aria-label=${`Open in ${sideName[side]}: ${record} (new tab)`}
        >Open in ${sideName[side]}</a
      >`

/** An id to copy, with the way to its record, for a table's cell. */
export const openableId = (side: Side, id: string, url: string | null): TemplateResult =>
  html`<span style="display:inline-flex;align-items:center;gap:4px"
    ><koble-ui-id short value=${id} label=${`${sideName[side]} id`}></koble-ui-id> ${
      url === null
        ? nothing
        : html`<a
            href=${url}
            target="_blank"
            rel="noopener"
            aria-label=${`Open ${id} in the ${sideName[side]} (new tab)`}
            >Open</a
          >`
    }</span
  >`
