/** Looks of a form field: label over control, hint or error under it, whose line is always there so that an error moves nothing. */
import { css } from 'lit'

export const fieldStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  label {
    display: block;
    margin-bottom: 2px;
    color: var(--koble-text-2);
    overflow-wrap: anywhere;
  }
  .required {
    color: var(--koble-danger);
  }
  .control {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  input:not([type='checkbox']),
  select,
  textarea {
    flex: 1;
    min-width: 0;
    width: 100%;
    min-height: var(--koble-control);
    margin: 0;
    padding: 5px 10px;
    border: 1px solid var(--koble-stroke);
    border-block-end-color: var(--koble-stroke-control);
    border-radius: var(--koble-radius);
    background: var(--koble-surface);
    color: var(--koble-text);
    font: 400 14px/20px var(--koble-font);
  }
  input:not([type='checkbox']) {
    /* A date's inner parts are higher than a line of text. */
    height: var(--koble-control);
  }
  input.number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  select {
    padding-inline: 6px;
  }
  textarea {
    resize: vertical;
    display: block;
  }
  input::placeholder,
  textarea::placeholder {
    color: var(--koble-text-3);
    opacity: 1;
  }
  :is(input, select, textarea):focus-visible {
    outline: 2px solid var(--koble-focus);
    outline-offset: 0;
  }
  :is(input, textarea)[readonly]:not([type='checkbox']) {
    border-color: var(--koble-stroke-2);
    background: var(--koble-surface-3);
  }
  :is(input, select, textarea):disabled {
    border-color: var(--koble-stroke-2);
    background: var(--koble-surface-3);
    color: var(--koble-text-disabled);
    cursor: not-allowed;
  }
  .invalid:is(input, select, textarea) {
    border-color: var(--koble-danger);
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: var(--koble-control);
  }
  .check label {
    margin: 0;
    color: var(--koble-text);
  }
  input[type='checkbox'] {
    width: 18px;
    height: 18px;
    margin: 0;
    flex: none;
    accent-color: var(--koble-accent-text);
  }
  .below {
    display: flex;
    align-items: flex-start;
    gap: 4px;
    min-height: 16px;
    margin-top: 2px;
    font: 400 12px/16px var(--koble-font);
    color: var(--koble-text-3);
    overflow-wrap: anywhere;
  }
  :host([compact]) .below.none {
    display: none;
  }
  .below.error {
    color: var(--koble-danger);
  }
  @media (max-width: 500px) {
    input:not([type='checkbox']),
    select,
    textarea {
      /* Below 16 px, phones zoom into a field that takes the focus. */
      font-size: 16px;
      min-height: 40px;
      height: auto;
    }
  }
`
