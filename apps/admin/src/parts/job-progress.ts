/** `<admin-job-progress>`: how far a job is, how fast it goes and what is left, in all and table by table. */
import { formatDecimal, formatInteger, sharedStyles, type Column } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Job } from '../api/types.ts'
import { mappingName } from '../words/names.ts'
import { isUnfinished, progressStates, stateOf } from '../words/states.ts'
import { timeLeft } from '../words/time-left.ts'
import { badge } from './badge.ts'

type TableProgress = Job['progress']['tables'][number]

const ofTotal = (done: number, total: number | null): string =>
  total === null ? formatInteger(done) : `${formatInteger(done)} of ${formatInteger(total)}`

const columns: readonly Column<TableProgress>[] = [
  { key: 'mapping', label: 'Table', format: (mapping) => mappingName(String(mapping)) },
  { key: 'state', label: 'State', format: (state) => badge(stateOf(progressStates, String(state))) },
  { key: 'done', label: 'Records', align: 'end', format: (_, row) => ofTotal(row.done, row.total) },
]

/** "120 of 300 - 12.5 a second - about 15 s left". */
export const paceText = ({ progress, status }: Job): string => {
  const { done, total, perSecond, secondsLeft } = progress
  const running = status === 'running'
  return [
    `${ofTotal(done, total)} records`,
    ...(perSecond === null ? [] : [`${formatDecimal(String(perSecond))} a second`]),
    ...(running && secondsLeft !== null ? [`about ${timeLeft(secondsLeft)} left`] : []),
  ].join(' · ')
}

export class JobProgress extends LitElement {
  static override properties = { job: { attribute: false }, label: {} }
  declare job: Job | undefined
  declare label: string

  constructor() {
    super()
    this.label = 'Progress'
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }
    `,
  ]

  #bar(job: Job): TemplateResult {
    const { done, total } = job.progress
    const text = paceText(job)
    // Not counted yet: a bar without end while it runs, none when it never began.
    if (total === null)
      return isUnfinished(job)
        ? html`<koble-ui-progress label=${this.label} text=${text}></koble-ui-progress>`
        : html`<p>${text}</p>`
    return html`<koble-ui-progress
      label=${this.label}
      .value=${total === 0 ? Number(!isUnfinished(job)) : done}
      .max=${Math.max(1, total)}
      text=${text}
    ></koble-ui-progress>`
  }

  protected override render(): unknown {
    const { job } = this
    if (job === undefined) return html`<koble-ui-skeleton lines="4"></koble-ui-skeleton>`
    const { tables } = job.progress
    return html`${this.#bar(job)}
    ${
      tables.length === 0
        ? nothing
        : html`<koble-ui-table
            caption="Tables in the order in which they run"
            .columns=${columns}
            .rows=${tables}
            .rowKey=${(row: TableProgress) => row.mapping}
          ></koble-ui-table>`
    }`
  }
}

customElements.define('admin-job-progress', JobProgress)
