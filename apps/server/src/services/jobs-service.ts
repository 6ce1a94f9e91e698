/** Jobs: recorded, then enqueued; a worker runs them. */
import type { Clock, ConnectionId, ErrorDetail, JobId, JobProgress, NewId, Queue } from '@koble/core'
import type { EffectShown as StoredEffect, ErrorShown, JobShown, Store } from '@koble/store'
import { isoTime } from '../api/schemas/value.ts'
import { notFound, ProblemError } from '../http/problem.ts'
import type { EffectShown, Job, JobsService, RecordErrorShown } from './services.ts'

export interface JobsParts {
  readonly store: Store
  readonly queue: Queue
  readonly clock: Clock
  readonly newId: NewId
  /** Where a person opens the record; null when it has no page or the system cannot be asked. */
  readonly recordUrl: (
    connection: ConnectionId,
    mapping: string | null,
    side: 'erp' | 'crm' | null,
    id: string | null,
  ) => Promise<string | null>
}

export function jobsService({ store, queue, clock, newId, recordUrl }: JobsParts): JobsService {
  const read = async (id: string): Promise<JobShown> => {
    const job = await store.jobs.get(id as JobId)
    if (job === null) throw notFound(`Job ${id}`)
    return job
  }
  return {
    async start(connection, input) {
      const row = await store.connections.get(connection as ConnectionId)
      if (row === null) throw notFound(`Connection ${connection}`)
      if (!row.enabled)
        throw new ProblemError(
          422,
          'connection-disabled',
          `The connection "${row.name}" is switched off. Switch it on first.`,
        )
      if (input.mapping !== undefined && (await store.mappings.get(row.id, input.mapping)) === null)
        throw notFound(`Mapping ${input.mapping}`)
      if (input.direction !== undefined && input.direction !== 'both')
        throw new ProblemError(
          422,
          'job-direction-missing',
          'A direction for one job is not in this version: each mapping goes in its own. Start the job without "direction", or change the mapping.',
        )
      if (input.dryRun === true)
        throw new ProblemError(
          422,
          'dry-run-missing',
          'Dry runs are not in this version. Start the job without "dryRun".',
        )
      if (['statistics', 'audit'].includes(input.kind))
        throw new ProblemError(
          422,
          'job-kind-missing',
          `Jobs of kind "${input.kind}" are not in this version; "full", "match" and "synchronize" are.`,
        )
      const { kind, ...request } = input
      const id = newId() as JobId
      await store.jobs.create({ id, connection: row.id, kind, request }, clock.now())
      await queue.enqueue({ connection: row.id, job: id, priority: 'normal' })
      return id
    },
    async list(filter) {
      const { items, next } = await store.jobs.list({
        ...filter,
        connection: filter.connection as ConnectionId | undefined,
      })
      return { items: items.map((job) => showJob(job, clock.now())), next }
    },
    get: async (id) => showJob(await read(id), clock.now()),
    cancel: async (id) => showJob(await store.jobs.requestCancel((await read(id)).id, clock.now()), clock.now()),
    async resume(id) {
      const job = await store.jobs.requestResume((await read(id)).id, clock.now())
      await queue.enqueue({ connection: job.connection, job: job.id, priority: 'normal' })
      return showJob(job, clock.now())
    },
    async effects(id, page) {
      const { items, next } = await store.effects.listOfJob((await read(id)).id, page)
      return { items: items.map(showEffect), next }
    },
    async errors(id, page) {
      const { items, next } = await store.problems.listErrorsOfJob((await read(id)).id, page)
      const shown = items.map(async (item) =>
        showError(item, await recordUrl(item.connection, item.mapping, item.side, item.recordId)),
      )
      return { items: await Promise.all(shown), next }
    },
    async plan(id) {
      await read(id)
      throw new ProblemError(422, 'job-has-no-plan', 'This job is no dry run, so it has no plan to show.')
    },
  }
}

export function showJob(job: JobShown, now: number): Job {
  return {
    id: job.id,
    connection: job.connection,
    kind: job.kind,
    status: job.status,
    counts: { ...job.counts },
    progress: { ...pace(job, now), tables: job.progress.tables.map((table) => ({ ...table })) },
    error: job.error?.message ?? null,
    startedAt: isoTime(job.startedAt),
    finishedAt: isoTime(job.finishedAt),
  }
}

/** Rate and time left from the whole run so far: steadier than the last page alone. */
function pace(job: { progress: JobProgress; startedAt: number | null; finishedAt: number | null }, now: number) {
  const { done, total } = job.progress
  const seconds = job.startedAt === null ? 0 : ((job.finishedAt ?? now) - job.startedAt) / 1000
  const perSecond = seconds > 0 && done > 0 ? Math.round((done / seconds) * 10) / 10 : null
  const left =
    total === null || perSecond === null || job.finishedAt !== null
      ? null
      : Math.max(0, Math.ceil((total - done) / perSecond))
  return { done, total, perSecond, secondsLeft: left }
}

export const showEffect = (effect: StoredEffect): EffectShown => ({
  id: effect.id,
  mapping: effect.mapping,
  side: effect.side,
  operation: effect.operation,
  erpId: effect.erpId,
  crmId: effect.crmId,
  values: { ...effect.values },
  overwrote: { ...effect.overwrote },
  state: effect.state,
  error: effect.error?.message ?? null,
  at: isoTime(effect.at),
})

const actionOf = (error: ErrorDetail): string =>
  ({
    unavailable: 'Koble tries again by itself.',
    throttled: 'Koble goes on by itself when the service allows it.',
    stale: 'Koble reads the record again and retries by itself.',
    rejected: 'Mend the record, or the mapping, then retry.',
    missing: 'Check whether the record was deleted on purpose.',
    duplicate: 'Couple the two records, or change one of the keys.',
    unauthorized: 'Check the rights and credentials on the connection’s page.',
    misconfigured: 'Mend the setting that the message names.',
  })[error.kind]

export const showError = (item: ErrorShown, url: string | null): RecordErrorShown => ({
  code: item.error.code,
  record: { side: item.side ?? 'erp', id: item.recordId ?? '', name: item.recordName },
  mapping: item.mapping ?? '',
  message: item.error.message,
  action: actionOf(item.error),
  url,
})
