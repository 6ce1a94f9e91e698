/** What is not a value: notices, panels, the skeleton and what moves. */
import { css } from 'lit'

export const statesStyles = css`
  .notice,
  .panel {
    display: flex;
    gap: 8px;
    margin-block-start: var(--_gap);
  }
  .notice {
    padding: 8px;
    border: 1px solid var(--_stroke);
    border-radius: 4px;
    color: var(--_text-2);
    font-size: 12px;
    line-height: 16px;
  }
  .notice.warning {
    border-color: var(--_warning-stroke);
    background: var(--_warning-tint);
    color: var(--_text);
  }
  .panel > div {
    display: grid;
    justify-items: start;
    gap: 4px;
    min-inline-size: 0;
  }
  .panel > .icon {
    margin-block-start: 2px;
  }
  .panel strong {
    font-weight: 600;
  }
  .panel p {
    color: var(--_text-2);
  }
  .panel button {
    margin-block-start: 4px;
  }
  /* Nothing blinks when the answer comes at once: the shape is there, its bones show later. */
  .bone {
    display: inline-block;
    inline-size: 72px;
    block-size: 12px;
    border-radius: 4px;
    background: var(--_stencil);
    animation:
      appear 0ms 150ms both,
      breathe 1.6s 150ms ease-in-out infinite alternate;
  }
  dd .bone {
    inline-size: 96px;
  }
  [aria-disabled='true'] .icon {
    animation: turn 1s linear infinite;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: appear 0ms 150ms both;
    }
    [aria-disabled='true'] .icon {
      animation: none;
    }
  }
  @media (prefers-contrast: more) {
    .box,
    .notice {
      border-color: var(--_text);
    }
  }
  @media (forced-colors: active) {
    .bone,
    .bar {
      forced-color-adjust: none;
    }
  }
`
