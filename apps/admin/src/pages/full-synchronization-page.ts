/** `<admin-full-synchronization>`: the review table by table, then the run itself: live progress, cancel, resume, result. */
import { confirmAction, navigate, QueryController, sharedStyles, type Column } from '@koble/ui'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { api, connection } from '../api/client.ts'
import type { Job, ReviewTable } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { JobWatch } from '../data/job-watch.ts'
import { Loaded } from '../data/loaded.ts'
import { badge } from '../parts/badge.ts'
import { cancelJob, isResumable, resumeJob } from '../parts/job-actions.ts'
import { countsText, jobCounts } from '../parts/job-counts.ts'
import '../parts/job-progress.ts'
import { pageStyles } from '../parts/page-styles.css.ts'
import { startJob } from '../parts/start-job.ts'
import { directionName, mappingName } from '../words/names.ts'
import { isUnfinished, jobStates, tableStates } from '../words/states.ts'

const notCounted = 'not counted'

const columns: readonly Column<ReviewTable>[] = [
  { key: 'label', label: 'Table', value: (row) => row.label },
  { key: 'state', label: 'State', format: (_, row) => badge(tableStates[row.state]) },
  { key: 'recommendedDirection', label: 'Recommended', format: (_, row) => directionName[row.recommendedDirection] },
  { key: 'erpCount', label: 'In the ERP', align: 'end', value: (row) => row.erpCount ?? notCounted },
  { key: 'crmCount', label: 'In the CRM', align: 'end', value: (row) => row.crmCount ?? notCounted },
  { key: 'coupled', label: 'Coupled', kind: 'integer' },
  { key: 'dependsOn', label: 'After', value: (row) => row.dependsOn.map(mappingName).join(', ') },
  { key: 'note', label: 'Note', value: (row) => (row.enabled ? row.note : 'Switched off: it is left out.') },
]

/** What a full run would find on either side that is not coupled yet: an upper bound, because some of it will match. */
export const uncoupledOf = (tables: readonly ReviewTable[]): { readonly erp: number; readonly crm: number } => ({
  erp: tables.reduce((sum, { erpCount, coupled }) => sum + Math.max(0, (erpCount ?? 0) - coupled), 0),
  crm: tables.reduce((sum, { crmCount, coupled }) => sum + Math.max(0, (crmCount ?? 0) - coupled), 0),
})

const effectOf = (tables: readonly ReviewTable[], kind: 'full' | 'match'): string => {
  const { erp, crm } = uncoupledOf(tables)
  const found = `${erp.toLocaleString()} ERP records and ${crm.toLocaleString()} CRM records are not coupled yet.`
  return kind === 'full'
    ? `${found} What matches once is coupled; the rest is created on the other side where a mapping allows it; what is ambiguous is listed. Tables run in the order shown, each in its own direction.`
    : `${found} What matches once is coupled and brought into step. Nothing is created.`
}

export class FullSynchronizationPage extends LitElement {
  static override properties = { connection: {}, busy: { state: true } }
  declare connection: string
  declare private busy: boolean

  readonly #query = new QueryController(this, { job: '' })
  readonly #review = new Loaded(this, {
    key: () => this.connection,
    load: () => answer(connection['full-synchronization'].$get({ param: { id: this.connection } })),
  })
  /** Recent jobs: a run that goes on is shown without being named in the address. */
  readonly #recent = new Loaded(this, {
    key: () => this.connection,
    load: () => answer(api.jobs.$get({ query: { connection: this.connection, limit: '50' } })),
  })
  readonly #watch = new JobWatch(this, () => this.#jobId())
  #wasRunning = false

  constructor() {
    super()
    this.connection = ''
    this.busy = false
  }

  static override styles = [sharedStyles, pageStyles]

  #jobId(): string | undefined {
    if (this.#query.values.job !== '') return this.#query.values.job
    return this.#recent.value?.items.find(({ kind }) => kind === 'full' || kind === 'match')?.id
  }

  protected override updated(): void {
    const job = this.#watch.value
    const running = job !== undefined && isUnfinished(job)
    // A run that ended changed what the review counts.
    if (this.#wasRunning && !running && job !== undefined) void this.#review.reload()
    this.#wasRunning = running
  }

  async #start(kind: 'full' | 'match', mapping?: ReviewTable): Promise<void> {
    const tables = (this.#review.value?.tables ?? []).filter(({ enabled }) => enabled)
    const chosen = mapping === undefined ? tables : [mapping]
    const confirmed = await confirmAction({
      heading: kind === 'full' ? 'Start a full synchronization?' : 'Couple what matches?',
      effect: effectOf(chosen, kind),
      confirmLabel: kind === 'full' ? 'Synchronize' : 'Match',
      count: chosen.length,
      noun: 'table',
    })
    if (!confirmed) return
    this.busy = true
    const id = await startJob(this.connection, { kind, ...(mapping === undefined ? {} : { mapping: mapping.mapping }) })
    this.busy = false
    if (id !== undefined) navigate(paths.fullSynchronization(this.connection, id), { replace: true })
  }

  async #act(action: (job: Job) => Promise<Job | undefined>, job: Job): Promise<void> {
    this.busy = true
    const now = await action(job)
    this.busy = false
    if (now !== undefined) this.#watch.set(now)
  }

  #actions(running: boolean): unknown {
    const ready = this.#review.value !== undefined && !running
    return html`<div class="row" slot="actions">
      <koble-ui-button ?disabled=${!ready} @click=${() => void this.#start('match')}>Match only</koble-ui-button>
      <koble-ui-button
        kind="primary"
        icon="play"
        ?busy=${this.busy}
        ?disabled=${!ready}
        @click=${() => void this.#start('full')}
        >Start</koble-ui-button
      >
    </div>`
  }

  #jobActions(job: Job): unknown {
    return html`<div class="row" slot="actions">
      ${badge(jobStates[job.status])}
      ${
        isUnfinished(job)
          ? html`<koble-ui-button ?busy=${this.busy} @click=${() => void this.#act(cancelJob, job)}
              >Cancel</koble-ui-button
            >`
          : nothing
      }
      ${
        isResumable(job)
          ? html`<koble-ui-button icon="play" ?busy=${this.busy} @click=${() => void this.#act(resumeJob, job)}
              >Resume</koble-ui-button
            >`
          : nothing
      }
      <koble-ui-button kind="subtle" href=${paths.job(this.connection, job.id)}>Writes and errors</koble-ui-button>
    </div>`
  }

  #result(job: Job): unknown {
    if (isUnfinished(job)) return nothing
    const { failed, skipped } = job.counts
    const trouble = job.status === 'failed' || failed + skipped > 0
    const heading = {
      succeeded: 'Finished',
      failed: 'Failed',
      cancelled: 'Cancelled: what is done stays done',
      queued: '',
      running: '',
    }[job.status]
    return html`<koble-ui-notice
      kind=${trouble || job.status === 'cancelled' ? 'warning' : 'success'}
      heading=${heading}
    >
      ${job.error ?? `${countsText(job.counts)}.`}
    </koble-ui-notice>`
  }

  #run(): unknown {
    const { value: job, problem } = this.#watch
    if (problem !== undefined && job === undefined)
      return html`<koble-ui-error
        .problem=${problem}
        retryable
        @ui-retry=${() => void this.#watch.reload()}
      ></koble-ui-error>`
    if (job === undefined) return nothing
    return html`<koble-ui-card heading=${isUnfinished(job) ? 'This run' : 'Last run'}>
      ${this.#jobActions(job)}
      <div class="stack">
        ${this.#result(job)}
        <admin-job-progress .job=${job} label="All tables"></admin-job-progress>
        ${jobCounts(job.counts)}
      </div>
    </koble-ui-card>`
  }

  #reviewTable(running: boolean): TemplateResult {
    const { value, problem, loading } = this.#review
    return html`<koble-ui-table
      caption="Tables in the order in which they run"
      .columns=${columns}
      .rows=${value?.tables ?? []}
      .rowKey=${(row: ReviewTable) => row.mapping}
      .rowActions=${(row: ReviewTable) =>
        html`<koble-ui-menu
          icon-only
          kind="subtle"
          label=${`Actions for ${row.label}`}
          .items=${[
            { key: 'full', label: 'Synchronize only this table', disabled: running || !row.enabled },
            { key: 'match', label: 'Match only this table', disabled: running || !row.enabled },
          ]}
          @ui-action=${({ detail }: CustomEvent<{ key: string }>) =>
            void this.#start(detail.key === 'match' ? 'match' : 'full', row)}
        ></koble-ui-menu>`}
      ?loading=${loading}
      .error=${problem}
      empty-heading="This connection has no mappings"
      empty-text="Without mappings there is nothing to synchronize."
      @ui-retry=${() => void this.#review.reload()}
    ></koble-ui-table>`
  }

  protected override render(): TemplateResult {
    const job = this.#watch.value
    const running = job !== undefined && isUnfinished(job)
    return html`<koble-ui-page
      heading="Full synchronization"
      subheading="All tables in dependency order: matched first, then created, then kept in step"
    >
      ${this.#actions(running)}
      <div class="stack">
        ${running ? html`${this.#run()}${this.#reviewTable(running)}` : html`${this.#reviewTable(running)}${this.#run()}`}
      </div>
    </koble-ui-page>`
  }
}

customElements.define('admin-full-synchronization', FullSynchronizationPage)
