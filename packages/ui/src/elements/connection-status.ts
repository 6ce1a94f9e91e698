/** `<koble-ui-connection>`: whether what the page shows arrives live. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { icon, type IconName } from '../icon.ts'
import type { ConnectionState } from '../live-events.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'

const marks: Record<ConnectionState, IconName> = {
  connecting: 'sync',
  live: 'check',
  reconnecting: 'sync',
  offline: 'warning',
}

export class ConnectionStatus extends LitElement {
  static override properties = { state: { reflect: true } }
  declare state: ConnectionState

  constructor() {
    super()
    this.state = 'connecting'
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        color: inherit;
      }
      span {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        /* The longest word's width, so that a lost line moves nothing. */
        min-width: 12ch;
        white-space: nowrap;
      }
      @media (max-width: 700px) {
        span {
          min-width: 0;
        }
      }
    `,
  ]

  protected override render(): TemplateResult {
    return html`<span role="status">${icon(marks[this.state])}${texts.connection[this.state]}</span>`
  }
}

define('koble-ui-connection', ConnectionStatus)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-connection': ConnectionStatus
  }
}
