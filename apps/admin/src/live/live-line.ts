/** `<admin-live-line>`: the event stream of one connection and the state of its line, shown in the header. */
import { LiveEvents } from '@koble/ui'
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { publishLive, type LiveType } from './live-hub.ts'

const types: readonly LiveType[] = ['job', 'coupling', 'conflict']

const isType = (type: string): type is LiveType => types.some((known) => known === type)

const dataOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const data: unknown = JSON.parse(text)
    return typeof data === 'object' && data !== null ? { ...data } : {}
  } catch {
    return {}
  }
}

export class LiveLine extends LitElement {
  static override properties = { connection: {} }
  /** Fixed for the element's life: another connection is another element. */
  declare connection: string
  #events: LiveEvents | undefined

  constructor() {
    super()
    this.connection = ''
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('connection') || this.#events !== undefined) return
    this.#events = new LiveEvents(this, {
      url: `/api/events?connection=${encodeURIComponent(this.connection)}`,
      types,
      onEvent: (type, data) => isType(type) && publishLive({ type, data: dataOf(data) }),
      onReconnected: () => publishLive({ type: 'reconnected', data: {} }),
    })
  }

  protected override render(): TemplateResult {
    return html`<koble-ui-connection state=${this.#events?.state ?? 'connecting'}></koble-ui-connection>`
  }
}

customElements.define('admin-live-line', LiveLine)
