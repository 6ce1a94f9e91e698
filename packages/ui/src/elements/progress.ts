/** `<koble-ui-progress>`: how far, as a bar and as numbers; without a value, that something runs. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { formatInteger } from '../format-number.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'

export class Progress extends LitElement {
  static override properties = { label: {}, value: { type: Number }, max: { type: Number }, text: {} }
  declare label: string
  declare value: number | undefined
  declare max: number
  declare text: string | undefined

  constructor() {
    super()
    this.label = texts.loading
    this.max = 100
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      .words {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 12px;
        margin-bottom: 4px;
      }
      .track {
        height: 4px;
        border-radius: 2px;
        background: var(--koble-stroke-2);
        overflow: hidden;
      }
      .bar {
        height: 100%;
        border-radius: 2px;
        background: var(--koble-accent-text);
        transition: width var(--koble-duration) var(--koble-ease);
      }
      .running {
        width: 33%;
        animation: run 2s var(--koble-ease) infinite;
      }
      @keyframes run {
        from {
          translate: -100% 0;
        }
        to {
          translate: 300% 0;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .running {
          width: 100%;
          opacity: 0.5;
        }
      }
      @media (forced-colors: active) {
        .track {
          border: 1px solid CanvasText;
          height: 6px;
        }
        .bar {
          background: Highlight;
          forced-color-adjust: none;
        }
      }
    `,
  ]

  protected override render(): TemplateResult {
    const { value } = this
    const max = this.max > 0 ? this.max : 1
    const known = value !== undefined && Number.isFinite(value)
    const share = known ? Math.min(100, Math.max(0, (value / max) * 100)) : 0
    const text = this.text ?? (known ? texts.progressOf(formatInteger(value), formatInteger(this.max)) : '')
    return html`<div class="words"><span id="label">${this.label}</span><span class="number">${text}</span></div>
      <div
        class="track"
        role="progressbar"
        aria-labelledby="label"
        aria-valuemin=${known ? 0 : nothing}
        aria-valuemax=${known ? max : nothing}
        aria-valuenow=${known ? value : nothing}
        aria-valuetext=${text === '' ? nothing : text}
      >
        ${known ? html`<div class="bar" style="width:${share}%"></div>` : html`<div class="bar running"></div>`}
      </div>`
  }
}

define('koble-ui-progress', Progress)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-progress': Progress
  }
}
