/** The frame of a box: header, subject, footer. It adapts to its own width, whatever the page is wide. */
import { css } from 'lit'

export const frameStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    --_pad: 12px;
    --_gap: 8px;
  }
  :host([hidden]) {
    display: none;
  }
  :host([density='compact']) {
    --_pad: 8px;
    --_gap: 4px;
  }
  * {
    box-sizing: border-box;
    margin: 0;
  }
  .box {
    padding: var(--_pad);
    border: 1px solid var(--_stroke);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: 400 14px/20px var(--_font);
    overflow-wrap: anywhere;
  }
  header {
    display: flex;
    align-items: start;
    gap: 4px;
  }
  h2 {
    flex: 1;
    padding-block: 3px;
    font: 600 16px/22px var(--_font);
  }
  .subject {
    color: var(--_text-3);
    font-size: 12px;
    line-height: 16px;
    min-block-size: 16px;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 0 12px;
    min-block-size: 24px;
    margin-block-start: var(--_gap);
    color: var(--_text-3);
    font-size: 12px;
    line-height: 16px;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    flex: none;
    display: block;
  }
`
