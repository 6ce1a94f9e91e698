/** `<erp-emulator-state>`: the emulator's controls as fact boxes: faults in force, limits, what was counted, its clock. */
import { counted, formatInstant, sharedStyles, type Fact } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { control, messageOf, textOf, type Entity } from './api.ts'

interface State {
  readonly faults: Entity
  readonly limits: Entity
  readonly requests: Entity
  readonly clock: Entity
}

const DAY_MS = 86_400_000

const limitNames: Readonly<Record<string, string>> = {
  requestsPer5Minutes: 'Requests in 5 minutes',
  executionMsPer5Minutes: 'Execution ms in 5 minutes',
  concurrent: 'Concurrent',
  queued: 'Queued',
  queueWaitMs: 'Wait in the queue, ms',
  operationMs: 'One operation, ms',
  latencyMs: 'Latency, ms',
  notificationDelayMs: 'Notification delay, ms',
}

export class EmulatorState extends LitElement {
  static override properties = { state: { state: true }, refused: { state: true } }
  declare private state: State | undefined
  declare private refused: string

  constructor() {
    super()
    this.refused = ''
  }

  static override styles = [
    sharedStyles,
    css`
      .boxes {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
        align-items: start;
        gap: 12px;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 8px;
      }
      p {
        margin: 0;
      }
    `,
  ]

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#change()
  }

  /** Sends a change, if one is given, and reads how things stand. */
  async #change(method = '', name = '', body?: Entity): Promise<void> {
    this.refused = ''
    try {
      if (method !== '') await control(method, name, body)
      const [faults, limits, requests, clock] = await Promise.all(
        ['faults', 'limits', 'requests', 'clock'].map((one) => control('GET', one)),
      )
      this.state = { faults: faults ?? {}, limits: limits ?? {}, requests: requests ?? {}, clock: clock ?? {} }
    } catch (error) {
      this.refused = messageOf(error)
    }
  }

  protected override render(): TemplateResult {
    const { state, refused } = this
    if (refused !== '') return html`<koble-ui-notice kind="danger" heading="Emulator">${refused}</koble-ui-notice>`
    if (state === undefined) return html`<koble-ui-skeleton lines="1"></koble-ui-skeleton>`
    return html`<koble-ui-fast-tab heading="Faults, limits, clock" summary=${summaryOf(state)}>
      <div class="boxes">
        ${this.#faults(state.faults)} ${this.#limits(state.limits)} ${this.#counters(state.requests)}
        ${this.#clock(state.clock)}
      </div>
    </koble-ui-fast-tab>`
  }

  #faults({ rules }: Entity): TemplateResult {
    const all = listOf(rules)
    return html`<koble-ui-card heading="Faults in force">
      <koble-ui-button
        slot="actions"
        kind="subtle"
        icon="refresh"
        label="Refresh faults, limits and counters"
        @click=${() => this.#change()}
      ></koble-ui-button>
      ${
        all.length === 0
          ? html`<p class="muted">None. <code>PUT /emulator/faults</code> sets rules.</p>`
          : html`<koble-ui-facts .facts=${all.map(faultFact)}></koble-ui-facts>
              <div class="buttons">
                <koble-ui-button icon="delete" @click=${() => this.#change('DELETE', 'faults')}
                  >End all faults</koble-ui-button
                >
              </div>`
      }
    </koble-ui-card>`
  }

  #limits(limits: Entity): TemplateResult {
    const facts = Object.entries(limitNames)
      .filter(([name]) => limits[name] !== undefined)
      .map(([name, label]): Fact => ({ label, value: Number(limits[name]).toLocaleString() }))
    return html`<koble-ui-card heading="Limits">
      ${
        facts.length === 0
          ? html`<p class="muted">Off: nobody is throttled.</p>`
          : html`<koble-ui-facts .facts=${facts}></koble-ui-facts>`
      }
      <div class="buttons">
        ${
          facts.length === 0
            ? html`<koble-ui-button @click=${() => this.#change('PUT', 'limits', { preset: 'documented' })}
                >Documented limits</koble-ui-button
              >`
            : html`<koble-ui-button @click=${() => this.#change('PUT', 'limits', { preset: 'off' })}
                >Switch off</koble-ui-button
              >`
        }
      </div>
    </koble-ui-card>`
  }

  #counters(requests: Entity): TemplateResult {
    const fact = (label: string, name: string): Fact => ({
      label,
      value: Number(requests[name] ?? 0).toLocaleString(),
      ...(name === 'throttled' && Number(requests[name]) > 0 ? { kind: 'warning' as const } : {}),
    })
    return html`<koble-ui-card heading="Counted">
      <koble-ui-facts
        .facts=${[
          fact('Requests', 'total'),
          fact('Batches', 'batches'),
          fact('Parts of batches', 'batchParts'),
          fact('Throttled', 'throttled'),
          fact('Most at once', 'maxConcurrent'),
          fact('Bytes in', 'bytesIn'),
          fact('Bytes out', 'bytesOut'),
        ]}
      ></koble-ui-facts>
      <div class="buttons">
        <koble-ui-button @click=${() => this.#change('DELETE', 'requests')}>Count anew</koble-ui-button>
      </div>
    </koble-ui-card>`
  }

  #clock(clock: Entity): TemplateResult {
    const isMoved = Number(clock['offsetMs']) !== 0
    return html`<koble-ui-card heading="Clock">
      <p>${formatInstant(textOf(clock, 'now'))}</p>
      ${isMoved ? html`<p class="muted">Moved: it is not the time of this computer.</p>` : nothing}
      <div class="buttons">
        <koble-ui-button icon="calendar" @click=${() => this.#change('PUT', 'clock', { advanceMs: DAY_MS })}
          >Advance one day</koble-ui-button
        >
      </div>
    </koble-ui-card>`
  }
}

const listOf = (rules: unknown): readonly Entity[] => (Array.isArray(rules) ? (rules as Entity[]) : [])

/** What is in force, for the folded tab. */
function summaryOf({ faults, limits }: State): string {
  const count = listOf(faults['rules']).length
  const isLimited = Object.keys(limitNames).some((name) => limits[name] !== undefined)
  return [
    count === 0 ? 'No faults' : counted(count, 'fault in force', 'faults in force'),
    isLimited ? 'Limits on' : 'Limits off',
  ].join(' · ')
}

/** "status 503: GET customers" and how often it struck. */
function faultFact(rule: Entity): Fact {
  const match = (rule['match'] ?? {}) as Entity
  const where = [textOf(match, 'method'), textOf(match, 'path')].filter((part) => part !== '').join(' ')
  const kind = [textOf(rule, 'kind'), textOf(rule, 'status')].filter((part) => part !== '').join(' ')
  const chance = rule['probability'] === undefined ? '' : `, ${Number(rule['probability']) * 100} %`
  const times = rule['times'] === undefined ? '' : ` of ${textOf(rule, 'times')}`
  return {
    label: `${kind}: ${where || 'every request'}${chance}`,
    value: `struck ${textOf(rule, 'struck') || '0'}${times}`,
  }
}

customElements.define('erp-emulator-state', EmulatorState)
