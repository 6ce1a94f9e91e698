/** Looks of the grid of lines: it scrolls inside when it is wider than its page. */
import { css } from 'lit'

export const linesGridStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  koble-ui-notice {
    margin-bottom: 8px;
  }
  .scroller {
    /* Texts for screen readers alone are placed in here, not in the page, which they would widen. */
    position: relative;
    overflow-x: auto;
    border: 1px solid var(--koble-stroke-2);
    border-radius: var(--koble-radius);
    background: var(--koble-surface);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th {
    padding: 6px 8px;
    border-bottom: 1px solid var(--koble-stroke-2);
    background: var(--koble-surface-2);
    color: var(--koble-text-2);
    font-weight: 600;
    text-align: start;
    vertical-align: bottom;
  }
  td {
    padding: 2px 4px;
    border-bottom: 1px solid var(--koble-stroke-2);
    vertical-align: top;
  }
  td:not(:has(koble-ui-field, koble-ui-button)) {
    padding: 8px;
  }
  tbody tr:last-child td {
    border-bottom: 0;
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .new td {
    background: var(--koble-surface-2);
  }
`
