/** What the console's pages share: distances between cards, toolbars of filters. */
import { css } from 'lit'

export const pageStyles = css`
  :host {
    display: block;
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 12px;
    margin-bottom: 12px;
  }
  .toolbar koble-ui-field {
    flex: 0 1 220px;
    min-width: min(220px, 100%);
  }
  @media (max-width: 500px) {
    .toolbar koble-ui-field {
      flex: 1 1 100%;
    }
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  h2 {
    font: 600 16px/22px var(--koble-font);
  }
`
