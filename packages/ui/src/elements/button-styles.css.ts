/** Looks of a button, shared by the button and the menu's opener: Fluent 2, 32 px high, five looks. */
import { css } from 'lit'

export const buttonStyles = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: var(--koble-control);
    min-width: var(--koble-control);
    max-width: 100%;
    padding: 5px 12px;
    border: 1px solid var(--koble-stroke);
    border-radius: var(--koble-radius);
    background: var(--koble-surface);
    color: var(--koble-text);
    font: 600 14px/20px var(--koble-font);
    text-align: start;
    text-decoration: none;
    cursor: pointer;
    transition: background var(--koble-duration) var(--koble-ease);
  }
  .button:hover {
    background: var(--koble-surface-hover);
    text-decoration: none;
  }
  .button.primary {
    border-color: transparent;
    background: var(--koble-accent);
    color: var(--koble-on-accent);
  }
  .button.primary:hover {
    background: var(--koble-accent-hover);
  }
  .button.primary:active {
    background: var(--koble-accent-pressed);
  }
  .button.danger {
    border-color: transparent;
    background: var(--koble-danger-fill);
    color: var(--koble-on-danger);
  }
  .button.danger:hover {
    background: color-mix(in oklab, var(--koble-danger-fill) 85%, black);
  }
  .button.subtle {
    border-color: transparent;
    background: transparent;
    font-weight: 400;
  }
  .button.subtle:hover {
    background: var(--koble-surface-hover);
  }
  /* On the shell's coloured header. */
  .button.header {
    border-color: transparent;
    background: transparent;
    color: var(--koble-on-accent);
    font-weight: 400;
  }
  .button.header:hover {
    background: var(--koble-accent-hover);
  }
  .button.icon-only {
    padding: 5px;
  }
  .button[disabled],
  .button[aria-disabled='true'] {
    border-color: var(--koble-stroke-2);
    background: var(--koble-surface-3);
    color: var(--koble-text-disabled);
    cursor: not-allowed;
  }
  .button.busy[aria-disabled='true'] {
    color: var(--koble-text-3);
    cursor: progress;
  }
  @media (forced-colors: active) {
    .button {
      border-color: ButtonBorder !important;
    }
  }
`
