/** One figure: label, value, its severity in words as well as in colour, and a button that copies it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { FactValue } from '../facts/facts.ts'
import { formatValue } from '../format/format-value.ts'
import type { Texts } from '../texts/en.ts'
import { labelOf } from '../texts/texts-for.ts'
import { icons } from './icons.ts'

export interface FactRow {
  readonly fact: FactValue
  readonly texts: Texts
  readonly language: string
  readonly lead?: boolean
  /** In place of the formatted value. */
  readonly shown?: string | undefined
  readonly copy: (key: string, shown: HTMLElement) => void
}

export function factRow({ fact, texts, language, lead = false, shown, copy }: FactRow): TemplateResult {
  const label = labelOf(fact.key, texts)
  const text = shown ?? formatValue(fact, language, texts)
  return html`<div class=${lead ? 'fact lead' : 'fact'} part="fact" data-key=${fact.key}>
    <dt part="label">${label}</dt>
    <dd part="value" data-severity=${fact.severity}>
      <span class="shown">${severityMark(fact, texts)}<span class="text">${text}</span></span>
      ${
        fact.value === null || fact.value === ''
          ? nothing
          : html`<button
              class="small"
              type="button"
              aria-label=${texts.copy(label)}
              title=${texts.copy(label)}
              @click=${(event: Event) => copyFrom(event, fact.key, copy)}
            >
              ${icons.copy}
            </button>`
      }
    </dd>
  </div>`
}

function severityMark({ severity }: FactValue, texts: Texts): TemplateResult | typeof nothing {
  if (severity === 'none') return nothing
  return html`${icons[severity]}<span class="unseen">${texts.severity[severity]} </span>`
}

function copyFrom(event: Event, key: string, copy: FactRow['copy']): void {
  const row = event.currentTarget instanceof Element ? event.currentTarget.closest('dd') : null
  const shown = row?.querySelector<HTMLElement>('.text')
  if (shown) copy(key, shown)
}

/** The shape of a row before its value is there. */
export const boneRow = (lead: boolean): TemplateResult =>
  html`<div class=${lead ? 'fact lead' : 'fact'}>
    <dt><span class="bone"></span></dt>
    <dd><span class="bone"></span></dd>
  </div>`
