/** `<admin-jobs>`: the runs of a connection, newest first. */
import { sharedStyles, type Column } from '@koble/ui'
import { html, LitElement, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import type { Job } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { LoadedList } from '../data/loaded-list.ts'
import { LiveReload } from '../live/live-reload.ts'
import { badge } from '../parts/badge.ts'
import { countsText } from '../parts/job-counts.ts'
import { pageStyles } from '../parts/page-styles.css.ts'
import { startJob } from '../parts/start-job.ts'
import { jobKind, jobStates } from '../words/states.ts'
import { timeLeft } from '../words/time-left.ts'

const duration = ({ startedAt, finishedAt }: Job): string =>
  startedAt === null || finishedAt === null ? '' : timeLeft((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)

const columns: readonly Column<Job>[] = [
  { key: 'kind', label: 'Job', format: (kind) => jobKind(String(kind)) },
  { key: 'status', label: 'State', format: (_, row) => badge(jobStates[row.status]) },
  { key: 'counts', label: 'Result', value: (row) => countsText(row.counts) },
  { key: 'startedAt', label: 'Started', kind: 'instant' },
  { key: 'duration', label: 'Took', align: 'end', value: duration },
]

export class JobsPage extends LitElement {
  static override properties = { connection: {}, busy: { state: true } }
  declare connection: string
  declare private busy: boolean

  readonly #list = new LoadedList<Job>(this, {
    key: () => this.connection,
    load: (query) => answer(api.jobs.$get({ query: { ...query, connection: this.connection } })),
  })

  constructor() {
    super()
    this.connection = ''
    this.busy = false
    new LiveReload(this, { types: ['job'], reload: () => this.#list.reload() })
  }

  static override styles = [sharedStyles, pageStyles]

  readonly #synchronize = async (): Promise<void> => {
    this.busy = true
    await startJob(this.connection, { kind: 'synchronize' })
    this.busy = false
    await this.#list.reload()
  }

  protected override render(): TemplateResult {
    const list = this.#list
    return html`<koble-ui-page heading="Jobs" subheading="What ran, and what came of it">
      <koble-ui-button slot="actions" kind="primary" icon="sync" ?busy=${this.busy} @click=${this.#synchronize}
        >Synchronize now</koble-ui-button
      >
      <koble-ui-table
        caption="Jobs"
        .columns=${columns}
        .rows=${list.items}
        ?loading=${list.loading}
        .error=${list.problem}
        ?has-more=${list.hasMore}
        ?loading-more=${list.loadingMore}
        .rowHref=${(row: Job) => paths.job(this.connection, row.id)}
        empty-heading="Nothing ran yet"
        empty-text="Begin with a full synchronization: it couples what both systems have, and creates the rest."
        @ui-more=${() => void list.more()}
        @ui-retry=${() => void list.reload()}
      >
        <koble-ui-button slot="empty" href=${paths.fullSynchronization(this.connection)}
          >Full synchronization</koble-ui-button
        >
      </koble-ui-table>
    </koble-ui-page>`
  }
}

customElements.define('admin-jobs', JobsPage)
