/** What every element's shadow root begins with: box model, text, focus ring, links, and text for screen readers alone. */
import { css } from 'lit'

export const sharedStyles = css`
  :host {
    box-sizing: border-box;
    font: 400 14px/20px var(--koble-font);
    color: var(--koble-text);
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--koble-focus);
    outline-offset: 1px;
    box-shadow: 0 0 0 1px var(--koble-focus-inner);
    border-radius: var(--koble-radius);
  }
  a {
    color: var(--koble-accent-text);
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  .number {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .muted {
    color: var(--koble-text-3);
  }
  .small {
    font-size: 12px;
    line-height: 16px;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg {
    flex: none;
    display: block;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0s !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0s !important;
    }
  }
`
