/** One service root: routes a request, opens its transaction, and turns every failure into the dialect's answer. */
import { raise } from '../model/problem.ts'
import { execute, isWrite } from '../request/execute.ts'
import { operationParameters } from '../request/operate.ts'
import { bodyObject } from '../request/parse-body.ts'
import { remark } from '../request/exchange.ts'
import { parsePath } from '../request/path.ts'
import { resolveTarget } from '../request/target.ts'
import { problemOf, problemOutcome } from './problem-outcome.ts'
import type { ReadContext, Scope } from '../model/context.ts'
import type { Database } from '../model/database.ts'
import type { PathSegment } from '../model/service-root.ts'
import type { Transaction } from '../model/table.ts'
import type { Exchange, Outcome } from '../request/exchange.ts'
import type { RootModel } from '../request/model.ts'
import type { Target } from '../request/target.ts'

export interface RootService {
  readonly model: RootModel
  readonly database: Database
  /** The path before the first segment, or undefined when the URL belongs to another root. */
  base(pathname: string): string | undefined
}

export function rootService(model: RootModel, database: Database): RootService {
  const { path } = model.root
  const base =
    typeof path === 'function'
      ? path
      : (pathname: string) => (pathname === path || pathname.startsWith(`${path}/`) ? path : undefined)
  return { model, database, base }
}

/** A request whose scope is known and whose path still has to be resolved. */
export interface Routed {
  readonly segments: readonly PathSegment[]
  readonly context: ReadContext
}

export function routeExchange(service: RootService, exchange: Exchange): Routed {
  const { model, database } = service
  const { pathname, origin } = exchange.url
  for (const text of model.dialect.remarks?.(exchange) ?? []) remark(exchange, text)
  const base = service.base(pathname) ?? raise({ kind: 'unknownSegment', segment: pathname })
  const segments = parsePath(pathname.slice(base.length))
  const open = contextOf(service, exchange, `${origin}${base}`, { partition: '', prefix: '' })
  const routed = model.root.route?.(segments, exchange, open)
  if (routed === undefined) return { segments, context: open }
  return {
    segments: routed.segments,
    context: { ...open, scope: routed.scope, data: database.read(routed.scope.partition) },
  }
}

function contextOf(service: RootService, exchange: Exchange, serviceUrl: string, scope: Scope): ReadContext {
  const { database } = service
  return {
    principal: exchange.principal,
    request: exchange,
    scope,
    clock: database.clock,
    now: database.clock.iso(),
    newId: () => database.newId(),
    serviceUrl,
    remark: (text) => remark(exchange, text),
    usage: exchange.usage,
    memo: exchange.memo,
    data: database.read(scope.partition),
  }
}

/** Runs a request that is not a batch. `data` is the transaction of a change set; without it a write opens its own. */
export async function runExchange(service: RootService, exchange: Exchange): Promise<Outcome> {
  try {
    checkSize(service, exchange)
    const routed = routeExchange(service, exchange)
    const handled = await handledByRoot(service, exchange, routed)
    if (handled !== undefined) return handled
    const target = resolveTarget(routed.segments, service.model, routed.context)
    if (!isWrite(exchange.method, target))
      return execute({ ...service, exchange, context: routed.context, target }, undefined)
    await prepare(service, exchange, routed, target)
    return await runAlone(service, exchange, routed)
  } catch (error) {
    return failed(error, service, exchange)
  }
}

export function failed(error: unknown, service: RootService, exchange: Exchange): Outcome {
  const problem = problemOf(error)
  if (problem.kind === 'internal') exchange.remarks.push(`internal: ${problem.message}`)
  return problemOutcome(problem, service.model.dialect, exchange)
}

function checkSize(service: RootService, exchange: Exchange): void {
  const { limits } = service.model.dialect
  const maximum = exchange.inBatch ? (limits.batchUrlLength ?? limits.urlLength) : limits.urlLength
  if (exchange.url.href.length > maximum) raise({ kind: 'urlTooLong', maximum })
  if (exchange.body.length > limits.bodyBytes) raise({ kind: 'bodyTooLarge', maximumBytes: limits.bodyBytes })
}

async function handledByRoot(service: RootService, exchange: Exchange, routed: Routed): Promise<Outcome | undefined> {
  const response = service.model.root.handle?.(routed.segments, routed.context, exchange.body)
  if (response === undefined) return undefined
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, headers: Object.fromEntries(response.headers), ...(bytes.length > 0 && { bytes }) }
}

async function runAlone(service: RootService, exchange: Exchange, routed: Routed): Promise<Outcome> {
  const { database } = service
  const work = (data: Transaction): Outcome => runInside(service, exchange, routed, data)
  const late = exchange.faults.lateCommitMs
  exchange.faults.lateCommitMs = undefined
  const { partition } = routed.context.scope
  return late === undefined
    ? database.transact(exchange.principal, partition, work)
    : database.transactLate(exchange.principal, partition, late, work)
}

/** Resolves again inside the transaction: what `prepare` awaited may have changed the rows. */
export function runInside(
  service: RootService,
  exchange: Exchange,
  routed: Routed,
  data: Transaction | undefined,
): Outcome {
  const { model, database } = service
  const context =
    data === undefined ? routed.context : { ...routed.context, data: data.in(routed.context.scope.partition) }
  const target = resolveTarget(routed.segments, model, context)
  return execute({ model, exchange, context, database, target }, data?.in(routed.context.scope.partition))
}

/** Asynchronous preparation that a set or an operation asks for, before any transaction. */
export async function prepare(service: RootService, exchange: Exchange, routed: Routed, target: Target): Promise<void> {
  const { context } = routed
  if (target.kind === 'collection' && exchange.method === 'POST')
    await target.set.insert?.prepare?.(bodyObject(exchange, false), context)
  else if (target.kind === 'entity' && exchange.method === 'PATCH' && target.row !== undefined)
    await target.set.modify?.prepare?.(target.row, bodyObject(exchange, false), context)
  else if (target.kind === 'operation' && target.operation.prepare !== undefined) {
    const parameters = operationParameters({ exchange, model: service.model }, target)
    await target.operation.prepare({ row: target.row, set: target.set, parameters, context })
  }
}
