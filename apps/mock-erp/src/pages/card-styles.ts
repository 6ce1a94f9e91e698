/** Looks of a record's card. */
import { css } from 'lit'

export const cardStyles = css`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  koble-ui-notice {
    position: sticky;
    inset-block-start: 8px;
    z-index: 2;
    margin-bottom: 12px;
    box-shadow: var(--koble-shadow-4);
  }
  erp-notes:not([slot='aside']) {
    display: block;
    margin-top: 16px;
  }
  .totals {
    max-width: 320px;
    margin: 12px 0 0 auto;
  }
`
