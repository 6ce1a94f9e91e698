/** What stands in place of the values: what is the matter, and what to do. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Failure } from '../facts/failure.ts'
import type { Texts } from '../texts/en.ts'
import { canRetry, type BoxState } from './box-state.ts'
import { icons, type IconName } from './icons.ts'

export type PanelState = keyof Texts['states']

export interface Panel {
  readonly state: PanelState
  readonly texts: Texts
  readonly language: string
  readonly failure: Failure | null
  /** What the server said about the record. */
  readonly message: string | null
  readonly serverOrigin: string
  readonly busy: boolean
  readonly retry: () => void
}

const iconOf: Readonly<Partial<Record<BoxState, IconName>>> = {
  error: 'severe',
  unreachable: 'warning',
  erpDown: 'warning',
  blocked: 'warning',
  notFound: 'warning',
  unconfigured: 'warning',
}

export function statePanel(panel: Panel): TemplateResult {
  const { state, texts, failure } = panel
  const { heading, body } = texts.states[state]
  return html`<div class="panel" part="panel">
    ${icons[iconOf[state] ?? 'info']}
    <div>
      <strong>${heading}</strong>
      ${sentences(panel, body).map((sentence) => html`<p>${sentence}</p>`)}
      ${state === 'blocked' ? html`<code>connect-src ${panel.serverOrigin}</code>` : nothing}
      ${failure === null ? nothing : html`${retryNote(failure, panel)}${retryButton(panel)}${details(failure, texts)}`}
    </div>
  </div>`
}

/** The server's words say what happened and what to do; only a failed sign-in may end in words of the CRM's alone. */
function sentences({ state, message, failure }: Panel, body: string): readonly string[] {
  const told = message ?? failure?.detail ?? null
  if (told === null) return [body]
  return state === 'signedOut' ? [body, told] : [told]
}

function retryButton({ state, texts, busy, retry }: Panel): TemplateResult | typeof nothing {
  if (!canRetry(state)) return nothing
  return html`<button class="retry" type="button" aria-disabled=${busy} @click=${retry}>
    ${busy ? texts.refreshing : texts.retry}
  </button>`
}

function retryNote({ retryAfterMs }: Failure, { texts, language }: Panel): TemplateResult | typeof nothing {
  if (retryAfterMs === null) return nothing
  const seconds = new Intl.NumberFormat(language, { style: 'unit', unit: 'second', unitDisplay: 'long' })
  return html`<p>${texts.retryIn(seconds.format(Math.ceil(retryAfterMs / 1000)))}</p>`
}

/** Not for what a user can mend himself. */
function details({ code, problem, correlationId }: Failure, texts: Texts): TemplateResult | typeof nothing {
  if (code === 'offline' || (problem === null && correlationId === null)) return nothing
  return html`<details>
    <summary>${texts.details}</summary>
    ${problem === null ? nothing : html`<div>${texts.code}: <code>${problem}</code></div>`}
    ${correlationId === null ? nothing : html`<div>${texts.correlationId}: <code>${correlationId}</code></div>`}
  </details>`
}
