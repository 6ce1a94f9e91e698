/** Buttons, links and what opens: 24 px and more to hit, 44 px for fingers, a focus ring that shows on any ground. */
import { css } from 'lit'

export const controlsStyles = css`
  button,
  a {
    font: inherit;
    border-radius: 4px;
  }
  a {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 24px;
    color: var(--_link);
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: 32px;
    padding: 0 12px;
    border: 1px solid var(--_stroke-control);
    background: transparent;
    color: var(--_text);
    font-weight: 600;
    cursor: pointer;
  }
  button:hover {
    background: var(--_surface-hover);
  }
  button.small {
    min-block-size: 24px;
    min-inline-size: 24px;
    padding: 0;
    border-color: transparent;
    color: var(--_text-3);
  }
  button.small:hover {
    color: var(--_text);
  }
  header button.small {
    min-block-size: 28px;
    min-inline-size: 28px;
  }
  button[aria-disabled='true'] {
    cursor: progress;
  }
  :is(button, a, h2, summary):focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
    box-shadow: 0 0 0 1px var(--_focus-inner);
  }
  h2:focus {
    outline-offset: 1px;
  }
  details {
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-3);
  }
  summary {
    min-block-size: 24px;
    padding-block: 4px;
    border-radius: 4px;
    cursor: pointer;
  }
  code {
    font-family: Consolas, 'Courier New', monospace;
    user-select: all;
  }
  @media (pointer: coarse) {
    button,
    a,
    summary,
    header button.small {
      min-block-size: 44px;
    }
    button.small {
      min-inline-size: 44px;
    }
  }
`
