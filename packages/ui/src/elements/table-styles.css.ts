/** Looks of the table: 36 px rows, header that stays, and cards where the table is narrower than 500 px. */
import { css } from 'lit'

export const tableStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .frame {
    border: 1px solid var(--koble-stroke-2);
    border-radius: var(--koble-radius-card);
    background: var(--koble-surface);
    overflow: hidden;
  }
  .scroller {
    /* Holds what is hidden by position inside cells: it would make the page itself longer. */
    position: relative;
    max-height: var(--koble-table-height, max(320px, calc(100dvh - 220px)));
    overflow: auto;
    overscroll-behavior-x: contain;
  }
  .scroller:focus-visible {
    outline-offset: -2px;
  }
  table {
    width: 100%;
    border-collapse: separate;
    border-spacing: 0;
  }
  table.windowed {
    table-layout: fixed;
  }
  th,
  td {
    height: 36px;
    padding: 4px 12px;
    border-block-end: 1px solid var(--koble-stroke-3);
    text-align: start;
    font-weight: 400;
    vertical-align: middle;
  }
  .windowed :is(th, td) {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  td.date,
  td.instant,
  td.id,
  td.end {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .end {
    text-align: end;
  }
  .center {
    text-align: center;
  }
  .select,
  .row-actions {
    width: 40px;
  }
  .row-actions {
    text-align: end;
    white-space: nowrap;
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    border-block-end-color: var(--koble-stroke);
    background: var(--koble-surface-2);
    color: var(--koble-text-2);
    font-weight: 600;
    white-space: nowrap;
  }
  thead button {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-height: 28px;
    max-width: 100%;
    margin-inline: -6px;
    padding: 2px 6px;
    border: 0;
    border-radius: var(--koble-radius);
    background: transparent;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  /* Before the label, so that the label ends where its numbers end. */
  thead .end button {
    flex-direction: row-reverse;
  }
  thead button:hover {
    background: var(--koble-surface-hover);
  }
  thead button .icon {
    /* The arrow's room is always kept. */
    visibility: hidden;
  }
  thead [aria-sort='ascending'] .icon,
  thead [aria-sort='descending'] .icon {
    visibility: visible;
  }
  tbody tr:hover td {
    background: var(--koble-surface-hover);
  }
  tbody tr.openable {
    cursor: pointer;
  }
  tbody tr[aria-selected='true'] td,
  tbody tr.selected td {
    background: var(--koble-accent-tint);
  }
  tbody tr:focus-visible {
    outline-offset: -2px;
  }
  tbody tr:last-child td {
    border-block-end: 0;
  }
  tr.space td {
    padding: 0;
    border: 0;
  }
  input[type='checkbox'] {
    width: 16px;
    height: 16px;
    margin: 0;
    vertical-align: middle;
    accent-color: var(--koble-accent-text);
  }
  .stencil {
    height: 12px;
    border-radius: var(--koble-radius);
    background: var(--koble-stencil);
  }
  .running {
    height: 2px;
    margin-bottom: -2px;
    position: relative;
    z-index: 2;
    background: linear-gradient(90deg, transparent, var(--koble-accent), transparent) 0 0 / 40% 100% no-repeat;
    animation: run 1.5s linear infinite;
  }
  @keyframes run {
    from {
      background-position: -60% 0;
    }
    to {
      background-position: 160% 0;
    }
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    min-height: 32px;
    padding: 4px 4px 0;
    color: var(--koble-text-3);
    font-size: 12px;
    line-height: 16px;
  }
  .sorter {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--koble-stroke-2);
  }
  .sorter select {
    flex: 1;
    min-width: 0;
    min-height: 40px;
    border: 1px solid var(--koble-stroke-control);
    border-radius: var(--koble-radius);
    background: var(--koble-surface);
    color: var(--koble-text);
    font: 400 16px/22px var(--koble-font);
  }
  koble-ui-error {
    margin-bottom: 8px;
  }

  .narrow .scroller {
    max-height: none;
  }
  .narrow :is(table, tbody, tr, td) {
    display: block;
    width: auto;
    height: auto;
  }
  .narrow thead {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .narrow tbody tr {
    position: relative;
    padding: 10px 12px;
    border-block-end: 1px solid var(--koble-stroke-2);
  }
  .narrow tbody td {
    display: grid;
    grid-template-columns: minmax(96px, 38%) minmax(0, 1fr);
    gap: 12px;
    padding: 2px 0;
    border: 0;
    justify-items: start;
    text-align: start;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .narrow tbody td::before {
    content: attr(data-label);
    color: var(--koble-text-3);
  }
  .narrow td.first {
    display: block;
    padding-block-end: 4px;
    font-weight: 600;
  }
  .narrow td.first::before,
  .narrow :is(td.select, td.row-actions)::before {
    content: none;
  }
  .narrow td.waiting {
    display: block;
    justify-items: normal;
    height: 24px;
    padding-block: 6px;
  }
  .narrow td.waiting::before {
    content: none;
  }
  .narrow td.select {
    position: absolute;
    inset-block-start: 10px;
    inset-inline-end: 12px;
    display: block;
  }
  .narrow td.row-actions {
    display: block;
    padding-top: 6px;
  }
  .narrow td.blank,
  .narrow td.hide-narrow {
    display: none;
  }
  @media (forced-colors: active) {
    tbody tr.selected td {
      border-block-end-color: Highlight;
    }
    .stencil {
      border: 1px solid GrayText;
    }
  }
`
