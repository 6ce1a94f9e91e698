/** `<admin-job>`: one run: progress, counts, errors with what to do, and every write that it made. */
import { QueryController, sharedStyles, type Column, type Problem } from '@koble/ui'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { job as endpoint } from '../api/client.ts'
import type { Effect, Job, RecordError } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { JobWatch } from '../data/job-watch.ts'
import { LoadedList } from '../data/loaded-list.ts'
import { LiveReload } from '../live/live-reload.ts'
import { badge } from '../parts/badge.ts'
import { cancelJob, isResumable, resumeJob } from '../parts/job-actions.ts'
import { jobCounts } from '../parts/job-counts.ts'
import '../parts/job-progress.ts'
import { openLink } from '../parts/open-link.ts'
import { pageStyles } from '../parts/page-styles.css.ts'
import { fieldName, mappingName, sideName } from '../words/names.ts'
import { effectStates, isUnfinished, jobKind, jobStates } from '../words/states.ts'
import { valueText } from '../words/value-text.ts'

const operations: Readonly<Record<Effect['operation'], string>> = {
  create: 'Create in',
  update: 'Change in',
  delete: 'Delete from',
  action: 'Action in',
}

/** Field by field, with what stood there before where it is known. */
const writtenText = ({ values, overwrote }: Effect): string =>
  Object.entries(values)
    .map(([field, to]) =>
      field in overwrote
        ? `${fieldName(field)}: ${valueText(overwrote[field])} → ${valueText(to)}`
        : `${fieldName(field)}: ${valueText(to)}`,
    )
    .join('; ')

const effectColumns: readonly Column<Effect>[] = [
  { key: 'operation', label: 'Write', value: (row) => `${operations[row.operation]} ${sideName[row.side]}` },
  { key: 'mapping', label: 'Mapping', format: (mapping) => mappingName(String(mapping)) },
  {
    key: 'record',
    label: 'Record',
    kind: 'id',
    value: (row) => (row.side === 'erp' ? row.erpId : row.crmId) ?? '',
    format: (id) => (id === '' ? '' : html`<koble-ui-id short value=${String(id)}></koble-ui-id>`),
  },
  { key: 'values', label: 'Values', value: writtenText, width: '40%' },
  { key: 'state', label: 'State', format: (_, row) => html`${badge(effectStates[row.state])} ${row.error ?? ''}` },
  { key: 'at', label: 'When', kind: 'instant' },
]

const errorColumns: readonly Column<RecordError>[] = [
  { key: 'record', label: 'Record', value: (row) => row.record.name ?? row.record.id },
  { key: 'mapping', label: 'Mapping', format: (mapping) => mappingName(String(mapping)) },
  { key: 'message', label: 'What happened' },
  { key: 'action', label: 'What to do' },
  { key: 'code', label: 'Code' },
  {
    key: 'url',
    label: 'Open',
    format: (_, row) => openLink(row.record.side, row.url, row.record.name ?? row.record.id),
  },
]

export class JobPage extends LitElement {
  static override properties = { connection: {}, job: {}, busy: { state: true } }
  declare connection: string
  declare job: string
  declare private busy: boolean

  readonly #query = new QueryController(this, { tab: 'effects' })
  readonly #watch = new JobWatch(this, () => this.job)
  readonly #effects = new LoadedList<Effect>(this, {
    key: () => this.job,
    load: (query) => answer(endpoint.effects.$get({ param: { id: this.job }, query })),
  })
  readonly #errors = new LoadedList<RecordError>(this, {
    key: () => this.job,
    load: (query) => answer(endpoint.errors.$get({ param: { id: this.job }, query })),
  })

  constructor() {
    super()
    this.connection = ''
    this.job = ''
    this.busy = false
    new LiveReload(this, {
      types: ['job'],
      concerns: ({ data }) => data['job'] === this.job,
      reload: async () => {
        await Promise.all([this.#effects.reload(), this.#errors.reload()])
      },
    })
  }

  static override styles = [sharedStyles, pageStyles]

  async #act(action: (job: Job) => Promise<Job | undefined>, job: Job): Promise<void> {
    this.busy = true
    const now = await action(job)
    this.busy = false
    if (now !== undefined) this.#watch.set(now)
  }

  #actions(job: Job): unknown {
    if (isUnfinished(job))
      return html`<koble-ui-button
        slot="actions"
        kind="danger"
        ?busy=${this.busy}
        @click=${() => void this.#act(cancelJob, job)}
        >Cancel</koble-ui-button
      >`
    if (isResumable(job))
      return html`<koble-ui-button
        slot="actions"
        kind="primary"
        icon="play"
        ?busy=${this.busy}
        @click=${() => void this.#act(resumeJob, job)}
        >Resume</koble-ui-button
      >`
    return nothing
  }

  #effectTable(): TemplateResult {
    const list = this.#effects
    return html`<koble-ui-table
      slot="effects"
      caption="Writes of this job"
      .columns=${effectColumns}
      .rows=${list.items}
      ?loading=${list.loading}
      .error=${list.problem}
      ?has-more=${list.hasMore}
      ?loading-more=${list.loadingMore}
      empty-heading="Nothing was written"
      empty-text="Both sides agreed, or the job has not come that far."
      @ui-more=${() => void list.more()}
      @ui-retry=${() => void list.reload()}
    ></koble-ui-table>`
  }

  #errorTable(): TemplateResult {
    const list = this.#errors
    return html`<koble-ui-table
      slot="errors"
      caption="Errors of this job"
      .columns=${errorColumns}
      .rows=${list.items}
      .rowKey=${(row: RecordError) => `${row.mapping}/${row.record.side}/${row.record.id}/${row.code}`}
      ?loading=${list.loading}
      .error=${list.problem}
      ?has-more=${list.hasMore}
      ?loading-more=${list.loadingMore}
      empty-heading="No errors"
      empty-text="What fails stands here, with what to do about it."
      @ui-more=${() => void list.more()}
      @ui-retry=${() => void list.reload()}
    ></koble-ui-table>`
  }

  #page(job: Job): TemplateResult {
    const tabs = [
      { key: 'effects', label: 'Writes' },
      {
        key: 'errors',
        label: 'Errors',
        ...(this.#errors.items.length > 0 ? { count: this.#errors.items.length } : {}),
      },
    ]
    return html`<koble-ui-page
      heading=${jobKind(job.kind)}
      back=${paths.jobs(this.connection)}
      back-label="Back to the jobs"
    >
      <span slot="status" class="row" role="status">
        ${badge(jobStates[job.status])}
        ${job.startedAt === null ? nothing : html`<koble-ui-time class="muted" value=${job.startedAt}></koble-ui-time>`}
      </span>
      ${this.#actions(job)}
      <div class="stack">
        ${job.error === null ? nothing : html`<koble-ui-notice kind="danger" heading="The job failed">${job.error}</koble-ui-notice>`}
        ${jobCounts(job.counts)}
        <koble-ui-card heading="Progress">
          <admin-job-progress .job=${job} label="Records"></admin-job-progress>
        </koble-ui-card>
        <koble-ui-tabs
          label="What the job did"
          .tabs=${tabs}
          selected=${this.#query.values.tab}
          @ui-tab=${({ detail }: CustomEvent<{ key: string }>) => this.#query.set({ tab: detail.key })}
        >
          ${this.#effectTable()} ${this.#errorTable()}
        </koble-ui-tabs>
      </div>
    </koble-ui-page>`
  }

  #unavailable(problem: Problem): TemplateResult {
    return html`<koble-ui-page heading="Job" back=${paths.jobs(this.connection)} back-label="Back to the jobs">
      <koble-ui-error .problem=${problem} retryable @ui-retry=${() => void this.#watch.reload()}></koble-ui-error>
    </koble-ui-page>`
  }

  protected override render(): TemplateResult {
    const { value: job, problem } = this.#watch
    if (job !== undefined) return this.#page(job)
    if (problem !== undefined) return this.#unavailable(problem)
    return html`<koble-ui-page heading="Job"><koble-ui-skeleton lines="8"></koble-ui-skeleton></koble-ui-page>`
  }
}

customElements.define('admin-job', JobPage)
