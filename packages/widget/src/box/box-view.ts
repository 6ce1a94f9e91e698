/** A box drawn from its state; every box has the same frame and differs in its values only. */
import { html, nothing, type TemplateResult } from 'lit'
import { linkOf, type Facts } from '../facts/facts.ts'
import type { Failure } from '../facts/failure.ts'
import { formatAsOf, formatInstant } from '../format/format-time.ts'
import type { Texts } from '../texts/en.ts'
import { showsValues, type BoxState } from './box-state.ts'
import { boneRow } from './fact-row.ts'
import { icons } from './icons.ts'
import { statePanel } from './state-panel.ts'

/** The skeleton: how many rows, how many of them lead, and what stands below them. */
export interface Shape {
  readonly lead: number
  readonly rows: number
  readonly note: 'text' | 'bar'
}

export interface BoxView {
  readonly texts: Texts
  readonly language: string
  readonly title: string
  readonly state: BoxState
  readonly facts: Facts | null
  readonly failure: Failure | null
  readonly busy: boolean
  readonly announcement: string
  readonly serverOrigin: string
  readonly nowMs: number
  readonly shape: Shape
  readonly content: (facts: Facts) => TemplateResult
  readonly refresh: () => void
  readonly navigate: (event: Event, url: string) => void
}

export function boxView(view: BoxView): TemplateResult {
  const { texts, state, facts, title } = view
  const isIdle = state === 'waiting' || state === 'unconfigured'
  return html`<section
    class="box"
    part="box"
    aria-labelledby="title"
    aria-busy=${view.busy}
    data-state=${state}
    lang=${texts.language}
  >
    <header part="header">
      <h2 id="title" part="title" tabindex="-1">${title}</h2>
      ${isIdle ? nothing : refreshButton(view)}
    </header>
    ${isLoading(state) || facts?.title ? html`<p class="subject">${facts?.title ?? nothing}</p>` : nothing}
    ${body(view)} ${showsValues(state) || isLoading(state) ? footer(view) : nothing}
    <div class="unseen" role="status">${view.announcement}</div>
    ${isLoading(state) ? html`<p class="unseen">${state === 'signingIn' ? texts.signingIn : texts.loading}</p>` : nothing}
  </section>`
}

const isLoading = (state: BoxState): state is 'loading' | 'signingIn' => state === 'loading' || state === 'signingIn'

function refreshButton({ texts, busy, refresh }: BoxView): TemplateResult {
  const label = busy ? texts.refreshing : texts.refresh
  return html`<button
    class="small refresh"
    part="refresh"
    type="button"
    aria-disabled=${busy}
    aria-label=${label}
    title=${label}
    @click=${refresh}
  >
    ${icons.refresh}
  </button>`
}

function body(view: BoxView): TemplateResult {
  const { state, facts, texts, language, failure } = view
  if (isLoading(state)) return bones(view)
  if (showsValues(state)) return facts === null ? html`` : html`${notice(view, facts)}${view.content(facts)}`
  const message = facts?.message ?? null
  const { serverOrigin, busy, refresh: retry } = view
  return statePanel({ state, texts, language, failure, message, serverOrigin, busy, retry })
}

const bones = ({ shape }: BoxView): TemplateResult =>
  html`<dl aria-hidden="true">${Array.from({ length: shape.rows }, (_, row) => boneRow(row < shape.lead))}</dl>
    <p class="note" aria-hidden="true">
      <span class="bone"></span>
      ${shape.note === 'bar' ? html`<svg class="bar"></svg>` : nothing}
    </p>`

function notice(view: BoxView, facts: Facts): TemplateResult | typeof nothing {
  const { texts, failure, state } = view
  if (state === 'ready')
    return facts.message === null ? nothing : html`<p class="notice">${icons.info}<span>${facts.message}</span></p>`
  const reason = failure === null ? facts.message : (failure.detail ?? texts.states[failure.code].heading)
  const since = facts.asOf === null ? '' : texts.staleSince(formatAsOf(facts.asOf, view.language, view.nowMs))
  return html`<p class="notice warning">${icons.warning}<span>${reason} ${since}</span></p>`
}

function footer({ texts, language, facts, nowMs, navigate }: BoxView): TemplateResult {
  const asOf = facts?.asOf ?? null
  const link = facts === null ? null : linkOf(facts)
  return html`<footer part="footer">
    ${
      asOf === null
        ? html`<span></span>`
        : html`<span
            >${texts.asOf}
            <time datetime=${asOf} title=${formatInstant(asOf, language)}
              >${formatAsOf(asOf, language, nowMs)}</time
            ></span
          >`
    }
    ${
      link === null
        ? nothing
        : html`<a
            part="link"
            href=${link}
            target="_blank"
            rel="noopener noreferrer"
            @click=${(event: Event) => navigate(event, link)}
            >${texts.openInErp}<span class="unseen"> ${texts.newTab}</span>${icons.open}</a
          >`
    }
  </footer>`
}
