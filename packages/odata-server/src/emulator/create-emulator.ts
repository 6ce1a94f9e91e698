/** The emulator: services behind sign-in, limits and faults, with counters, a request log and controls. */
import { isBatch, onDisk } from '../service/create-service.ts'
import { exchangeOf } from '../service/exchange-of.ts'
import { problemOutcome } from '../service/problem-outcome.ts'
import { respond } from '../service/respond.ts'
import { rootService, runExchange } from '../service/root-service.ts'
import { runBatch } from '../service/run-batch.ts'
import { rootModel } from '../request/model.ts'
import { stringifyJson } from '../values/json.ts'
import { answerControl } from './controls.ts'
import { createCounters } from './counters.ts'
import { beforeRun, hang, slownessMs, tear, truncated } from './fault-effects.ts'
import { createFaults } from './faults.ts'
import { createMeters } from './meters.ts'
import { createNotificationQueue } from './notification-queue.ts'
import { loadRecord } from './load-record.ts'
import { logEntry } from './log-entry.ts'
import { decodedSearch, partsOf, setName } from './operations.ts'
import { createRequestLog } from './request-log.ts'
import { answerToken, bearerOf, isTokenPath } from './tokens.ts'
import type { Connection, Emulator, EmulatorOptions, FaultRule, LogEntry, Throttle } from '../model/emulator.ts'
import type { Principal } from '../model/row.ts'
import type { Exchange, Outcome } from '../request/exchange.ts'
import type { RootService } from '../service/root-service.ts'
import type { ControlParts } from './controls.ts'
import type { Answered, Seen } from './log-entry.ts'

export function createEmulator(options: EmulatorOptions): Emulator {
  const { database, clock } = options
  const offset = Number(database.getFact('kept.clockOffsetMs') ?? '')
  if (Number.isFinite(offset) && offset !== 0) clock.advance(offset - clock.offsetMs)
  return new RunningEmulator(options)
}

type Part = LogEntry['parts'][number]

class RunningEmulator implements Emulator {
  readonly notifications
  readonly #options: EmulatorOptions
  readonly #services: readonly RootService[]
  readonly #meters
  readonly #faults = createFaults()
  readonly #counters = createCounters()
  readonly #log
  #running = 0

  constructor(options: EmulatorOptions) {
    this.#options = options
    this.#services = options.roots.map((root) =>
      rootService(rootModel(root, options.database.tables), options.database),
    )
    this.#meters = createMeters({ clock: options.clock, lengthens: options.limits.lengthens })
    this.#log = createRequestLog(options.logLength ?? 1000)
    this.notifications = createNotificationQueue({
      clock: options.clock,
      faults: this.#faults,
      fetch: options.fetch ?? ((url, init) => fetch(url, init)),
      delayMs: () => this.#meters.settings.notificationDelayMs ?? 0,
    })
  }

  log(): readonly LogEntry[] {
    return this.#log.entries()
  }

  limits(): EmulatorOptions['limits']['documented'] {
    return this.#meters.settings
  }

  bearer(request: Request): Principal | undefined {
    const found = this.#bearer(request, undefined)
    return 'principal' in found ? found.principal : undefined
  }

  async close(): Promise<void> {
    this.notifications.close()
    this.#options.clock.close()
    await this.#options.database.close()
  }

  async fetch(request: Request, connection?: Connection): Promise<Response | undefined> {
    const url = new URL(request.url)
    if (url.pathname === '/emulator' || url.pathname.startsWith('/emulator/'))
      return this.#control(request, url, connection)
    if (isTokenPath(url.pathname)) return this.#token(request, url, connection)
    const service = this.#services.find((each) => each.base(url.pathname) !== undefined)
    return service === undefined ? undefined : this.#serve(service, request, url, connection)
  }

  /** Requests over a socket must name a loopback host; callers in this process are trusted. */
  #isLocal(url: URL, connection: Connection | undefined): boolean {
    if (this.#options.loopback === false) return false
    return connection === undefined || ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  }

  #bearer(request: Request, connection: Connection | undefined): ReturnType<typeof bearerOf> {
    return bearerOf(
      request,
      this.#options.tokens,
      this.#options.database,
      this.#isLocal(new URL(request.url), connection),
    )
  }

  #control(request: Request, url: URL, connection: Connection | undefined): Promise<Response> | Response {
    const origin = request.headers.get('origin')
    const foreign = origin !== null && origin !== url.origin
    if (!this.#isLocal(url, connection) || foreign) return new Response(null, { status: 403 })
    return answerControl(request, this.#controlParts())
  }

  #controlParts(): ControlParts {
    const options = this.#options
    return {
      options,
      database: options.database,
      clock: options.clock,
      meters: this.#meters,
      faults: this.#faults,
      counters: this.#counters,
      log: this.#log,
      load: (set, record) => loadRecord(options, this.#services, set, record),
    }
  }

  async #token(request: Request, url: URL, connection: Connection | undefined): Promise<Response> {
    const { clock, tokens, database } = this.#options
    const rule = this.#faults.forRequest({ method: request.method, path: url.pathname }, [])
    if (rule?.kind === 'reset') return tear(connection)
    if (rule?.kind === 'timeout') return hang(clock, request.signal)
    if (rule?.kind === 'status') return new Response(null, { status: rule.status ?? 503 })
    await clock.sleep(this.#meters.settings.latencyMs ?? 0, request.signal)
    const body = await request.clone().text()
    const response = await answerToken(request, tokens, database)
    const answered = await response.clone().text()
    this.#note({
      request,
      url: url.pathname,
      response,
      started: clock.now(),
      principal: '',
      body,
      answered: { bytes: Buffer.byteLength(answered), body: answered },
      fault: rule,
      parts: [],
      remarks: [],
    })
    return response
  }

  async #serve(
    service: RootService,
    request: Request,
    url: URL,
    connection: Connection | undefined,
  ): Promise<Response> {
    const started = this.#options.clock.now()
    const parts: Part[] = []
    const answered: Answered = { bytes: 0, body: undefined }
    let exchange: Exchange | undefined
    let fault: FaultRule | undefined
    let response: Response | undefined
    try {
      const principal = this.#authenticate(request, service, connection)
      if (principal instanceof Response) {
        answered.body = await principal.clone().text()
        return (response = principal)
      }
      exchange = await exchangeOf(request, principal, service.model.dialect.limits.bodyBytes)
      const batch = isBatch(service, exchange)
      const inner = batch ? partsOf(exchange) : []
      fault = this.#faults.forRequest({ method: request.method, path: `${url.pathname}${decodedSearch(url)}` }, inner)
      response = await this.#run({
        service,
        exchange,
        request,
        connection,
        fault,
        parts,
        batch,
        answered,
        inner: inner.length,
      })
      return response
    } finally {
      this.#note({
        request,
        url: `${url.pathname}${url.search}`,
        response,
        started,
        parts,
        answered,
        fault,
        principal: exchange?.principal.name ?? '',
        body: exchange?.body,
        remarks: exchange?.remarks ?? [],
      })
    }
  }

  #note(seen: Omit<Seen, 'now'>): void {
    this.#log.add(logEntry({ ...seen, now: this.#options.clock.now() }))
  }

  #authenticate(request: Request, service: RootService, connection: Connection | undefined): Principal | Response {
    const found = this.#bearer(request, connection)
    const principal = 'principal' in found ? found.principal : undefined
    const reason = 'reason' in found ? found.reason : 'missing'
    const own = this.#options.authentication?.authenticate
    if (own !== undefined) return own(request, principal, reason)
    if (principal !== undefined) return principal
    const info = { method: request.method, url: new URL(request.url), headers: request.headers }
    const {
      status,
      body,
      headers = { 'WWW-Authenticate': 'Bearer' },
    } = service.model.dialect.answerProblem({ kind: 'unauthenticated', reason }, info)
    return new Response(body === undefined ? null : stringifyJson(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    })
  }

  async #run(run: Run): Promise<Response> {
    const { service, exchange, request, connection, fault } = run
    const { clock, limits } = this.#options
    if (run.batch) this.#counters.batch(run.inner)
    else this.#counters.operation(exchange.method, setName(service, exchange))
    if (fault?.kind === 'reset') return tear(connection)
    if (fault?.kind === 'timeout') return hang(clock, request.signal)
    const user = exchange.principal.id
    const { settings } = this.#meters
    const refused = this.#meters.admit(user, run.batch && limits.countBatchParts ? Math.max(1, run.inner) : 1)
    const entry = refused ?? (await this.#meters.enter(user, request.signal))
    if (entry === 'overdue') return this.#respond(run, busy)
    if (entry !== 'running') return this.#throttled(entry, run)
    this.#running += 1
    this.#counters.concurrent(this.#running)
    try {
      const { latencyMs = 0, operationMs = Infinity } = settings
      if (latencyMs + slownessMs(fault) > operationMs) {
        await clock.sleep(operationMs, request.signal)
        return this.#respond(run, tookTooLong)
      }
      await clock.sleep(latencyMs, request.signal)
      await beforeRun(fault, exchange, clock, request.signal)
      const outcome =
        fault?.kind === 'status'
          ? this.#statusOutcome(fault, service, exchange)
          : await onDisk(await this.#outcome(run), service, exchange)
      this.#charge(exchange)
      if (fault?.kind === 'timeoutAfterApply') return await hang(clock, request.signal)
      const response = this.#respond(run, outcome)
      return fault?.kind === 'truncatedBody' ? await truncated(response, connection) : response
    } finally {
      this.#running -= 1
      this.#meters.leave(user)
    }
  }

  #respond({ service, exchange, answered }: Run, outcome: Outcome): Response {
    const left = this.#options.limits.headers?.(this.#meters.left(exchange.principal.id))
    return respond(outcome, service.model.dialect, exchange, left, (bytes, body) => {
      this.#counters.bytes(exchange.body.length, bytes)
      Object.assign(answered, { bytes, body })
    })
  }

  #throttled(throttle: Throttle, run: Run): Response {
    this.#counters.throttled()
    run.exchange.remarks.push(`throttled: ${throttle.reason}, ${throttle.actual} of ${throttle.maximum}`)
    const { status, headers, body } = this.#options.limits.answer(throttle)
    const { 'Retry-After': _wait, ...others } = headers
    return this.#respond(run, {
      status,
      headers: this.#meters.settings.retryAfter === false ? others : headers,
      json: body,
    })
  }

  async #outcome(run: Run): Promise<Outcome> {
    const { service, exchange, parts } = run
    if (!run.batch) return runExchange(service, exchange)
    return runBatch({
      service,
      exchange,
      onPart: (part, outcome) => {
        this.#counters.operation(part.method, setName(service, part))
        parts.push({ method: part.method, url: `${part.url.pathname}${part.url.search}`, status: outcome.status })
      },
      fault: (part) => {
        const rule = this.#faults.forPart({
          method: part.method,
          path: `${part.url.pathname}${decodedSearch(part.url)}`,
        })
        if (rule === undefined) return undefined
        exchange.remarks.push(`fault: ${rule.kind} ${rule.status ?? ''} on a part`)
        return this.#statusOutcome(rule, service, part)
      },
    })
  }

  #statusOutcome(rule: FaultRule, service: RootService, exchange: Exchange): Outcome {
    const status = rule.status ?? 503
    const seconds = Math.max(1, Math.ceil((rule.delayMs ?? 1000) / 1000))
    if (status === 429) {
      const answer = this.#options.limits.answer({
        reason: 'requests',
        actual: 0,
        maximum: 0,
        retryAfterSeconds: seconds,
      })
      return { status: answer.status, headers: answer.headers, json: answer.body }
    }
    const headers = status === 503 || status === 502 ? { 'Retry-After': String(seconds) } : {}
    return problemOutcome(
      {
        kind: 'application',
        status,
        code: `EmulatedFault${status}`,
        message: 'This answer is a fault of the emulator.',
        headers,
      },
      service.model.dialect,
      exchange,
    )
  }

  #charge(exchange: Exchange): void {
    const { requestMs = 5, rowReadMs = 0.2, rowWriteMs = 10 } = this.#meters.settings.cost ?? {}
    this.#meters.charge(
      exchange.principal.id,
      requestMs + exchange.usage.rowsRead * rowReadMs + exchange.usage.rowsWritten * rowWriteMs,
    )
  }
}

interface Run {
  readonly service: RootService
  readonly exchange: Exchange
  readonly request: Request
  readonly connection: Connection | undefined
  readonly fault: FaultRule | undefined
  readonly parts: Part[]
  readonly batch: boolean
  /** Operations in the batch. */
  readonly inner: number
  readonly answered: Answered
}

/** It waited too long for a place among the running ones. */
const busy: Outcome = { status: 503, headers: { 'Retry-After': '15' } }
/** It ran longer than the service lets operations run. */
const tookTooLong: Outcome = { status: 408, headers: {} }
