/**
 * `<koble-ui-diff>`: a record field by field in columns: before and after, or both sides and their bases. Columns marked
 * `choosable` carry a radio button in each row, which is how a conflict is resolved.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { emit } from '../emit.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'

export type DiffColumn = { readonly key: string; readonly label: string; readonly choosable?: boolean }
export type DiffRow = {
  readonly field: string
  readonly label: string
  /** By column; null and "" both show as empty, and a column that is not listed shows nothing. */
  readonly values: Readonly<Record<string, unknown>>
  /** The columns whose value moved; marked by weight, tint and a word for screen readers. */
  readonly changed?: readonly string[]
}
export type ChooseDetail = { readonly field: string; readonly column: string }

const isEmpty = (value: unknown): boolean => value === null || value === ''

/** Plain values as they are; anything with a shape as JSON; a template passes. */
const shown = (value: unknown): unknown => {
  if (typeof value === 'boolean') return value ? texts.yes : texts.no
  if (typeof value !== 'object' || value === null || '_$litType$' in value) return value
  return JSON.stringify(value)
}

export class DiffView extends LitElement {
  static override properties = {
    caption: {},
    columns: { attribute: false },
    rows: { attribute: false },
    chosen: { attribute: false },
  }
  declare caption: string
  declare columns: readonly DiffColumn[]
  declare rows: readonly DiffRow[]
  /** The chosen column by field. The element does not keep the choice: the host answers `ui-choose`. */
  declare chosen: Readonly<Record<string, string>>

  constructor() {
    super()
    this.caption = ''
    this.columns = []
    this.rows = []
    this.chosen = {}
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        table-layout: fixed;
      }
      caption {
        padding-bottom: 4px;
        text-align: start;
        font-weight: 600;
      }
      th,
      td {
        padding: 6px 8px;
        border-block-end: 1px solid var(--koble-stroke-2);
        text-align: start;
        vertical-align: top;
        overflow-wrap: anywhere;
        font-weight: 400;
      }
      thead th {
        color: var(--koble-text-3);
        font: 600 12px/16px var(--koble-font);
      }
      tbody th {
        color: var(--koble-text-2);
      }
      .changed {
        background: var(--koble-warning-tint);
        font-weight: 600;
      }
      .chosen {
        box-shadow: inset 0 0 0 2px var(--koble-accent-text);
      }
      label {
        display: flex;
        align-items: flex-start;
        gap: 6px;
        min-height: 24px;
        cursor: pointer;
      }
      input {
        width: 16px;
        height: 16px;
        margin: 2px 0;
        flex: none;
        accent-color: var(--koble-accent-text);
      }
      @container (max-width: 499px) {
        table,
        tbody,
        tr,
        th,
        td {
          display: block;
        }
        thead {
          position: absolute;
          clip-path: inset(50%);
          width: 1px;
          height: 1px;
          overflow: hidden;
        }
        tbody tr {
          padding-block: 8px;
          border-block-end: 1px solid var(--koble-stroke);
        }
        tbody th {
          padding: 0 0 4px;
          border: 0;
          font-weight: 600;
        }
        td {
          display: grid;
          grid-template-columns: minmax(80px, 35%) 1fr;
          border: 0;
          padding: 4px 6px;
        }
        td::before {
          content: attr(data-label);
          color: var(--koble-text-3);
          font-weight: 400;
        }
      }
      @media (forced-colors: active) {
        .chosen {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ]

  #value(row: DiffRow, column: DiffColumn, changed: boolean): TemplateResult {
    const value = row.values[column.key]
    const word = changed ? html`<span class="visually-hidden">(${texts.changed})</span>` : nothing
    return html`<span
      >${isEmpty(value) ? html`<span class="muted">${texts.emptyValue}</span>` : shown(value)} ${word}</span
    >`
  }

  #cell(row: DiffRow, column: DiffColumn): TemplateResult {
    const changed = row.changed?.includes(column.key) === true
    const chosen = this.chosen[row.field] === column.key
    const value = this.#value(row, column, changed)
    const choose = (): boolean => emit(this, 'ui-choose', { field: row.field, column: column.key })
    const content =
      column.choosable === true && column.key in row.values
        ? html`<label
            ><input
              type="radio"
              name=${row.field}
              aria-label="${row.label}: ${column.label}"
              .checked=${chosen}
              @change=${choose}
            />${value}</label
          >`
        : value
    return html`<td
      role="cell"
      data-label=${column.label}
      class="${changed ? 'changed' : ''} ${chosen ? 'chosen' : ''}"
    >
      ${content}
    </td>`
  }

  protected override render(): TemplateResult {
    return html`<table role="table">
      ${
        this.caption === ''
          ? nothing
          : html`<caption>
              ${this.caption}
            </caption>`
      }
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${texts.field}</th>
          ${this.columns.map(({ label }) => html`<th role="columnheader" scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${this.rows.map(
          (row) =>
            html`<tr role="row">
              <th role="rowheader" scope="row">${row.label}</th>
              ${this.columns.map((column) => this.#cell(row, column))}
            </tr>`,
        )}
      </tbody>
    </table>`
  }
}

define('koble-ui-diff', DiffView)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-diff': DiffView
  }
}
