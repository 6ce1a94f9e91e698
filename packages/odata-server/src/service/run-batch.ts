/** Batches: order, change sets, references, stopping at the first failure. The dialect says which rules hold. */
import { raise, refuse } from '../model/problem.ts'
import { isWrite } from '../request/execute.ts'
import { remark } from '../request/exchange.ts'
import { preferencesOf } from '../request/preferences.ts'
import { resolveTarget } from '../request/target.ts'
import { answerHeaders } from './answer-headers.ts'
import { jsonBatchBody, parseJsonBatch } from './batch-json.ts'
import { multipartBody, parseMultipartBatch } from './batch-multipart.ts'
import { partExchange } from './batch-parts.ts'
import { failed, prepare, routeExchange, runExchange, runInside } from './root-service.ts'
import type { Transaction } from '../model/table.ts'
import type { Exchange, Outcome } from '../request/exchange.ts'
import type { PartOutcome } from './batch-json.ts'
import type { BatchPart } from './batch-parts.ts'
import type { RootService } from './root-service.ts'

/** Called for every part with its answer: counters, the request log. */
export type PartListener = (exchange: Exchange, outcome: Outcome) => void
/** A fault's answer for one part, instead of running it. */
export type PartFault = (exchange: Exchange) => Outcome | undefined

export interface BatchRun {
  readonly service: RootService
  readonly exchange: Exchange
  readonly onPart: PartListener
  readonly fault: PartFault
}

export async function runBatch(run: BatchRun): Promise<Outcome> {
  try {
    return await answered(run)
  } catch (error) {
    return failed(error, run.service, run.exchange)
  }
}

async function answered(run: BatchRun): Promise<Outcome> {
  const { service, exchange } = run
  const { batch, limits } = service.model.dialect
  if (exchange.body.length > limits.bodyBytes) raise({ kind: 'bodyTooLarge', maximumBytes: limits.bodyBytes })
  if (exchange.method !== 'POST')
    raise({ kind: 'methodNotAllowed', method: exchange.method, set: '$batch', entityType: '$batch' })
  for (const text of service.model.dialect.remarks?.(exchange) ?? []) remark(exchange, text)
  const format = formatOf(exchange)
  if (!batch.formats.includes(format))
    raise({ kind: 'wrongContentType', contentType: exchange.headers.get('content-type') ?? '' })
  const parts =
    format === 'json'
      ? parseJsonBatch(exchange, batch.dependencies)
      : parseMultipartBatch(exchange, batch.contentIdRequired)
  if (parts.length > batch.maximum) raise({ kind: 'batchTooLarge', maximum: batch.maximum, actual: parts.length })
  const snapshot = batch.snapshotIsolation && exchange.headers.get('isolation')?.toLowerCase() === 'snapshot'
  const state: BatchState = {
    run,
    serviceUrl: serviceUrlOf(run),
    references: new Map(),
    answers: [],
    failedGroups: new Set(),
    failed: new Set(),
    goOn: preferencesOf(exchange.headers).continueOnError,
  }
  if (snapshot) await runSnapshot(state, parts)
  else await runGroups(state, parts)
  return format === 'json' ? { status: 200, headers: {}, json: jsonBatchBody(state.answers) } : multipartOutcome(state)
}

function formatOf(exchange: Exchange): 'json' | 'multipart' {
  const type = (exchange.headers.get('content-type') ?? '').toLowerCase()
  if (type.startsWith('multipart/mixed')) return 'multipart'
  return type.startsWith('application/json') ? 'json' : raise({ kind: 'wrongContentType', contentType: type })
}

function serviceUrlOf(run: BatchRun): string {
  const { url } = run.exchange
  return `${url.origin}${run.service.base(url.pathname) ?? ''}`
}

interface BatchState {
  readonly run: BatchRun
  readonly serviceUrl: string
  readonly references: Map<string, string>
  readonly answers: PartOutcome[]
  readonly failedGroups: Set<string>
  /** Ids of requests and groups that failed: what depends on them fails too. */
  readonly failed: Set<string>
  readonly goOn: boolean
}

async function runGroups(state: BatchState, parts: readonly BatchPart[]): Promise<void> {
  const { atomicityGroups } = state.run.service.model.dialect.batch
  for (let at = 0; at < parts.length;) {
    const part = parts[at]
    if (part === undefined) return
    const isGroup = part.group !== undefined && (atomicityGroups || part.group.startsWith('changeset_'))
    let end = at + 1
    while (isGroup && parts[end]?.group === part.group) end += 1
    const well = isGroup ? await runGroup(state, parts.slice(at, end), part.group ?? '') : await runPart(state, part)
    if (!well && !state.goOn) {
      if (end < parts.length)
        remark(
          state.run.exchange,
          `Processing stopped at the first failure: requests from ${end + 1} on were not tried.`,
        )
      return
    }
    at = end
  }
}

/** One part in its own transaction; answers whether it went well. */
async function runPart(state: BatchState, part: BatchPart): Promise<boolean> {
  const { run } = state
  let exchange: Exchange
  try {
    checkDependencies(state, part)
    exchange = partExchange(part, run.exchange, state.serviceUrl, state.references)
  } catch (error) {
    record(state, part, undefined, failed(error, run.service, run.exchange))
    return false
  }
  const outcome = run.fault(exchange) ?? (await runExchange(run.service, exchange))
  record(state, part, exchange, outcome)
  return outcome.status < 400
}

function checkDependencies(state: BatchState, part: BatchPart): void {
  const failedId = part.dependsOn.find((id) => state.failed.has(id))
  if (failedId !== undefined)
    refuse(424, 'FailedDependency', `The request '${failedId}', on which this one depends, failed.`)
}

function record(state: BatchState, part: BatchPart, exchange: Exchange | undefined, outcome: Outcome): void {
  remember(state, part, outcome)
  if (part.id !== undefined && outcome.status >= 400) state.failed.add(part.id)
  if (exchange !== undefined) state.run.onPart(exchange, outcome)
  state.answers.push(answerOf(state, part, exchange, outcome))
}

/** Later parts may refer to what this one wrote, where references count. */
function remember({ run, references }: BatchState, part: BatchPart, { entityUrl }: Outcome): void {
  const { dependencies = true } = run.service.model.dialect.batch
  if (dependencies && part.id !== undefined && entityUrl !== undefined) references.set(part.id, entityUrl)
}

function answerOf(state: BatchState, part: BatchPart, exchange: Exchange | undefined, outcome: Outcome): PartOutcome {
  return {
    part,
    outcome,
    headers: answerHeaders(outcome, state.run.service.model.dialect, exchange ?? state.run.exchange),
  }
}

/** Thrown to undo a change set whose part was refused. */
class PartRefused extends Error {
  readonly answer: PartOutcome
  constructor(answer: PartOutcome) {
    super('A part of a change set was refused.')
    this.answer = answer
  }
}

/** All parts in one transaction; a failure leaves one answer for the whole group. */
async function runGroup(state: BatchState, parts: readonly BatchPart[], group: string): Promise<boolean> {
  const { run } = state
  const { database } = run.service
  const done: { part: BatchPart; exchange: Exchange; outcome: Outcome }[] = []
  try {
    for (const part of parts) await preparePart(state, part)
    const work = (data: Transaction): void => {
      for (const part of parts) {
        const { exchange, outcome } = runInTransaction(state, part, data)
        if (outcome.status >= 400) {
          if (exchange !== undefined) run.onPart(exchange, outcome)
          throw new PartRefused(answerOf(state, part, exchange, outcome))
        }
        remember(state, part, outcome)
        if (exchange !== undefined) done.push({ part, exchange, outcome })
      }
    }
    const late = run.exchange.faults.lateCommitMs
    run.exchange.faults.lateCommitMs = undefined
    if (late === undefined) database.transact(run.exchange.principal, '', work)
    else await database.transactLate(run.exchange.principal, '', late, work)
  } catch (error) {
    state.failedGroups.add(group)
    state.failed.add(group)
    for (const part of parts) {
      if (part.id === undefined) continue
      state.references.delete(part.id)
      state.failed.add(part.id)
    }
    const first = parts[0]
    if (error instanceof PartRefused) state.answers.push(error.answer)
    else if (first !== undefined)
      state.answers.push(answerOf(state, first, undefined, failed(error, run.service, run.exchange)))
    return false
  }
  for (const { part, exchange, outcome } of done) record(state, part, exchange, outcome)
  return true
}

/** Runs what a part needs done before the transaction; references to rows that do not exist yet wait. */
async function preparePart(state: BatchState, part: BatchPart): Promise<void> {
  const { run } = state
  if (/^\/?\$(?!batch|metadata)/.test(part.url)) return
  try {
    const exchange = partExchange(part, run.exchange, state.serviceUrl, state.references)
    const routed = routeExchange(run.service, exchange)
    const target = resolveTarget(routed.segments, run.service.model, routed.context)
    if (isWrite(exchange.method, target)) await prepare(run.service, exchange, routed, target)
  } catch {
    // The same problem comes back when the part runs, where it is answered.
  }
}

function runInTransaction(
  state: BatchState,
  part: BatchPart,
  data: Transaction,
): { exchange: Exchange | undefined; outcome: Outcome } {
  const { run } = state
  let exchange: Exchange | undefined
  try {
    checkDependencies(state, part)
    exchange = partExchange(part, run.exchange, state.serviceUrl, state.references)
    const fault = run.fault(exchange)
    if (fault !== undefined) return { exchange, outcome: fault }
    const routed = routeExchange(run.service, exchange)
    const inside = { ...routed, context: { ...routed.context, data: data.in(routed.context.scope.partition) } }
    return { exchange, outcome: runInside(run.service, exchange, inside, data) }
  } catch (error) {
    return { exchange, outcome: failed(error, run.service, exchange ?? run.exchange) }
  }
}

/** Thrown to undo a snapshot batch after its answers were written down. */
class SnapshotUndone extends Error {}

/** The whole batch in one transaction. After a failure nothing remains, though earlier answers say what they said. */
async function runSnapshot(state: BatchState, parts: readonly BatchPart[]): Promise<void> {
  const { run } = state
  for (const part of parts) await preparePart(state, part)
  try {
    run.service.database.transact(run.exchange.principal, '', (data) => {
      let well = true
      for (const part of parts) {
        const { exchange, outcome } = runInTransaction(state, part, data)
        record(state, part, exchange, outcome)
        if (outcome.status < 400) continue
        well = false
        if (!state.goOn) break
      }
      if (!well) throw new SnapshotUndone('A request of a snapshot batch failed; all of them are undone.')
    })
  } catch (error) {
    if (!(error instanceof SnapshotUndone)) throw error
    run.exchange.remarks.push('snapshot batch undone; earlier answers name rows that do not exist')
  }
}

function multipartOutcome(state: BatchState): Outcome {
  const { run, answers, failedGroups, goOn } = state
  const { database, model } = run.service
  const boundary = `batchresponse_${crypto.randomUUID()}`
  const failure = answers.find(({ outcome }) => outcome.status >= 400)
  const status =
    model.dialect.batch.outerStatusOfFailure && failure !== undefined && !goOn ? failure.outcome.status : 200
  return {
    status,
    headers: { 'content-type': `multipart/mixed; boundary=${boundary}` },
    bytes: multipartBody(answers, boundary, () => database.clock.now().toString(16), failedGroups),
  }
}
