/** Layout of the shell: header over all, navigation left (a drawer under 700 px), content, fact box pane right. */
import { css } from 'lit'

export const shellStyles = css`
  :host {
    display: grid;
    grid-template: 'header header' 48px 'nav main' 1fr / 224px minmax(0, 1fr);
    min-height: 100dvh;
    background: var(--koble-surface-2);
  }
  .skip {
    position: fixed;
    inset-block-start: 8px;
    inset-inline-start: 8px;
    z-index: 30;
    padding: 8px 12px;
    border: 1px solid var(--koble-stroke-control);
    border-radius: var(--koble-radius);
    background: var(--koble-surface);
    color: var(--koble-accent-text);
    font: 600 14px/20px var(--koble-font);
    translate: 0 -80px;
  }
  .skip:focus {
    translate: 0;
  }
  header {
    grid-area: header;
    position: sticky;
    top: 0;
    z-index: 20;
    display: flex;
    align-items: center;
    gap: 8px 12px;
    min-width: 0;
    height: 48px;
    padding-inline: 16px;
    background: var(--koble-accent);
    color: var(--koble-on-accent);
  }
  header :focus-visible {
    outline-color: var(--koble-on-accent);
    box-shadow: none;
  }
  .product {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: inherit;
    font: 600 16px/22px var(--koble-font);
  }
  .badge {
    flex: none;
    padding: 1px 8px;
    border: 1px solid currentColor;
    border-radius: 10px;
    font: 600 12px/16px var(--koble-font);
    white-space: nowrap;
  }
  .actions {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
  }
  .opener {
    display: none;
    place-items: center;
    width: 40px;
    height: 40px;
    flex: none;
    margin-inline-start: -8px;
    padding: 0;
    border: 0;
    border-radius: var(--koble-radius);
    background: transparent;
    color: inherit;
    cursor: pointer;
  }
  .opener:hover {
    background: var(--koble-accent-hover);
  }
  nav {
    grid-area: nav;
    position: sticky;
    top: 48px;
    align-self: start;
    height: calc(100dvh - 48px);
    overflow-y: auto;
    padding: 12px 8px;
    border-inline-end: 1px solid var(--koble-stroke-2);
    background: var(--koble-surface-3);
  }
  nav ul {
    margin: 0 0 8px;
    padding: 0;
    list-style: none;
  }
  nav h2 {
    padding: 8px 12px 4px;
    color: var(--koble-text-3);
    font: 600 12px/16px var(--koble-font);
  }
  nav a {
    position: relative;
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 36px;
    padding: 6px 12px;
    border-radius: var(--koble-radius);
    color: var(--koble-text-2);
  }
  nav a:hover {
    background: var(--koble-surface-hover);
    text-decoration: none;
  }
  nav a[aria-current] {
    background: var(--koble-surface);
    color: var(--koble-text);
    font-weight: 600;
  }
  nav a[aria-current]::before {
    content: '';
    position: absolute;
    inset-block: 8px;
    inset-inline-start: 2px;
    width: 3px;
    border-radius: 2px;
    background: var(--koble-accent-text);
  }
  nav .count {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
    color: var(--koble-text-3);
  }
  main {
    grid-area: main;
    min-width: 0;
    outline: none;
  }
  main.two {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 336px;
    align-items: start;
  }
  .aside {
    display: grid;
    gap: 12px;
    padding: 16px 16px 32px 0;
  }
  ::slotted([slot='notice']) {
    margin: 12px 24px 0;
  }
  .shade {
    display: none;
  }
  @media (max-width: 1100px) {
    main.two {
      grid-template-columns: minmax(0, 1fr);
    }
    .aside {
      padding: 0 16px 32px;
    }
  }
  @media (max-width: 700px) {
    :host {
      grid-template: 'header' 48px 'main' 1fr / minmax(0, 1fr);
    }
    .opener {
      display: grid;
    }
    header {
      gap: 8px;
    }
    nav {
      position: fixed;
      inset: 48px auto 0 0;
      z-index: 19;
      width: min(280px, 85vw);
      visibility: hidden;
      translate: -100% 0;
      transition:
        translate var(--koble-duration) var(--koble-ease),
        visibility var(--koble-duration);
    }
    nav.open {
      visibility: visible;
      translate: 0;
      /* Visible at once: what is still hidden cannot take the focus. */
      transition: translate var(--koble-duration) var(--koble-ease);
      box-shadow: var(--koble-shadow-8);
    }
    nav a {
      min-height: 44px;
    }
    .shade.open {
      display: block;
      position: fixed;
      inset: 48px 0 0;
      z-index: 18;
      background: var(--koble-backdrop);
    }
    ::slotted([slot='notice']) {
      margin: 8px 12px 0;
    }
  }
  @media (forced-colors: active) {
    header {
      border-block-end: 1px solid CanvasText;
    }
    nav a[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @media print {
    header,
    nav {
      display: none;
    }
  }
`
