/** `<koble-ui-time>`: "5 minutes ago", the absolute time on hover. All of a page's times tick together, once in half a minute. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { formatInstant, relativeTime } from '../format-date.ts'
import { sharedStyles } from '../shared-styles.css.ts'

const tickMs = 30_000
const shown = new Set<LitElement>()
let timer: ReturnType<typeof setInterval> | undefined

const tick = (): void => {
  if (document.visibilityState === 'hidden') return
  for (const element of shown) element.requestUpdate()
}

export class RelativeTime extends LitElement {
  static override properties = { value: {}, absolute: { type: Boolean } }
  /** ISO instant; "" shows nothing. */
  declare value: string
  declare absolute: boolean

  constructor() {
    super()
    this.value = ''
    this.absolute = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    shown.add(this)
    timer ??= setInterval(tick, tickMs)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    shown.delete(this)
    if (shown.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        font: inherit;
        color: inherit;
      }
      time {
        white-space: nowrap;
      }
    `,
  ]

  protected override render(): TemplateResult | typeof nothing {
    if (this.value === '') return nothing
    const absolute = formatInstant(this.value)
    const text = this.absolute ? absolute : relativeTime(this.value, Date.now())
    return html`<time datetime=${this.value} title=${absolute}>${text}</time>`
  }
}

define('koble-ui-time', RelativeTime)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-time': RelativeTime
  }
}
