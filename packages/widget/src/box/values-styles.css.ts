/** Label and value: a line each in a narrow box, side by side from 480 px of its own width. */
import { css } from 'lit'

export const valuesStyles = css`
  dl {
    display: grid;
    grid-template-columns: 1fr;
    gap: 0 24px;
    margin-block-start: var(--_gap);
    font-variant-numeric: tabular-nums;
  }
  .fact {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 12px;
    min-block-size: calc(24px + var(--_gap));
    padding-block: calc(var(--_gap) / 2 - 0.5px);
    border-block-end: 1px solid var(--_stroke);
  }
  .fact:last-child {
    border-block-end-color: transparent;
  }
  dt {
    color: var(--_text-3);
    font-size: 12px;
    line-height: 16px;
  }
  dd {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 24px;
    margin-inline-start: auto;
    text-align: end;
  }
  .lead dd {
    font-weight: 600;
    font-size: 16px;
    line-height: 22px;
  }
  dd[data-severity='good'] .shown {
    color: var(--_good);
  }
  dd[data-severity='warning'] .shown {
    color: var(--_warning);
    font-weight: 600;
  }
  dd[data-severity='severe'] .shown {
    color: var(--_severe);
    font-weight: 600;
  }
  .shown {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .note {
    grid-column: 1 / -1;
    padding-block: 4px;
    color: var(--_text-2);
    font-size: 12px;
    line-height: 16px;
  }
  .bar {
    display: block;
    inline-size: 100%;
    block-size: 6px;
    margin-block: 4px;
    border: 1px solid var(--_stroke-control);
    border-radius: 3px;
    fill: var(--_accent);
  }
  .bar[data-severity='warning'] {
    fill: var(--_warning);
  }
  .bar[data-severity='severe'] {
    fill: var(--_severe);
  }
  @container (inline-size >= 480px) {
    dl {
      grid-template-columns: repeat(auto-fit, minmax(224px, 1fr));
      gap: var(--_gap) 24px;
    }
    .fact {
      display: block;
      border-block-end: 0;
    }
    dd {
      justify-content: start;
      text-align: start;
    }
    .lead dd {
      min-block-size: 28px;
      font-size: 20px;
      line-height: 28px;
    }
  }
`
