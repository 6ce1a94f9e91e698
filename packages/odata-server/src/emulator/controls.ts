/** `/emulator/*`: reset, load, counters, limits, faults, clock, log. Truth: "Control of the emulators" of the outside contract. */
import process from 'node:process'
import { getHeapStatistics } from 'node:v8'
import { ProblemError } from '../model/problem.ts'
import { isList, isObject, parseJson, stringifyJson } from '../values/json.ts'
import { instant } from '../values/date-time.ts'
import { createSwitches } from './create-switches.ts'
import { setSwitches, switchesJson } from './dialect-control.ts'
import { faultKinds } from './faults.ts'
import type { Clock } from '../model/clock.ts'
import type { Database } from '../model/database.ts'
import type { EmulatorOptions, FaultRule, LimitSettings } from '../model/emulator.ts'
import type { Json, JsonObject } from '../model/value.ts'
import type { Counters } from './counters.ts'
import type { Faults } from './faults.ts'
import type { Meters } from './meters.ts'
import type { RequestLog } from './request-log.ts'

export interface ControlParts {
  readonly options: Pick<EmulatorOptions, 'reset' | 'limits' | 'switches'>
  readonly database: Database
  readonly clock: Clock
  readonly meters: Meters
  readonly faults: Faults
  readonly counters: Counters
  readonly log: RequestLog
  /** Creates one record by the API's rules; answers a refusal. */
  readonly load: (
    set: string,
    record: JsonObject,
  ) => Promise<{ readonly code: string; readonly message: string } | undefined>
}

/** A request that the contract does not know: said in one sentence. */
class BadControl extends Error {}

function bad(message: string): never {
  throw new BadControl(message)
}

export async function answerControl(request: Request, parts: ControlParts): Promise<Response> {
  const { pathname } = new URL(request.url)
  const name = `${request.method === 'HEAD' ? 'GET' : request.method} ${pathname.replace(/\/$/, '')}`
  try {
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined
    if (handler === undefined)
      return json(404, {
        error: {
          code: 'NotFound',
          message: `There is no control ${name}. Known: ${Object.keys(handlers).join(', ')}.`,
        },
      })
    const answer = await handler(parts, await bodyOf(request))
    await parts.database.flushed()
    return json(200, answer)
  } catch (error) {
    if (error instanceof BadControl) return json(400, { error: { code: 'BadRequest', message: error.message } })
    if (error instanceof ProblemError && error.problem.kind === 'application')
      return json(400, { error: { code: error.problem.code, message: error.problem.message } })
    return json(500, { error: { code: 'Failed', message: error instanceof Error ? error.message : String(error) } })
  }
}

function json(status: number, body: Json): Response {
  return new Response(stringifyJson(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}

async function bodyOf(request: Request): Promise<JsonObject> {
  const text = await request.text()
  if (text.trim() === '') return {}
  let value: Json
  try {
    value = parseJson(text)
  } catch (error) {
    return bad(`The body is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  return isObject(value) ? value : bad('The body must be a JSON object.')
}

type Handler = (parts: ControlParts, body: JsonObject) => Promise<Json> | Json

const handlers: Readonly<Record<string, Handler>> = {
  'POST /emulator/reset': async ({ options, clock, log }, body) => {
    const { seed, ...rest } = body
    if (typeof seed !== 'string') return bad('Give "seed": "demo", "empty" or "large".')
    await options.reset({ seed, options: rest })
    log.clear()
    return { seed, now: clock.iso() }
  },
  'POST /emulator/load': load,
  'GET /emulator/requests': ({ counters }) => counters.json(),
  'DELETE /emulator/requests': ({ counters }) => {
    counters.clear()
    return counters.json()
  },
  'GET /emulator/limits': ({ meters }) => limitsJson(meters.settings),
  'PUT /emulator/limits': ({ options, meters }, body) => {
    meters.settings = limitSettings(body, meters.settings, options.limits.documented)
    meters.reset()
    return limitsJson(meters.settings)
  },
  'GET /emulator/faults': ({ faults }) => faultsJson(faults),
  'PUT /emulator/faults': ({ faults }, body) => {
    const { seed = 1, rules = [] } = body
    if (typeof seed !== 'number' || !isList(rules)) return bad('Give "seed" as a number and "rules" as a list.')
    faults.set(seed, rules.map(faultRule))
    return faultsJson(faults)
  },
  'DELETE /emulator/faults': ({ faults }) => {
    faults.set(1, [])
    return faultsJson(faults)
  },
  'GET /emulator/dialect': ({ options }) => switchesJson(switchesOf(options)),
  'PUT /emulator/dialect': ({ options }, body) => {
    const refusal = setSwitches(switchesOf(options), body)
    return refusal === undefined ? switchesJson(switchesOf(options)) : bad(refusal)
  },
  'DELETE /emulator/dialect': ({ options }) => {
    switchesOf(options).clear()
    return switchesJson(switchesOf(options))
  },
  'GET /emulator/clock': ({ clock }) => ({ now: clock.iso(), offsetMs: Math.round(clock.offsetMs) }),
  'PUT /emulator/clock': ({ clock, database }, body) => {
    moveClock(clock, body)
    database.setFact('kept.clockOffsetMs', String(clock.offsetMs))
    return { now: clock.iso(), offsetMs: Math.round(clock.offsetMs) }
  },
  'GET /emulator/memory': () => memoryJson(),
  'GET /emulator/log': ({ log }) => ({
    value: log.entries().map((entry) => ({
      ...entry,
      parts: entry.parts.map((part) => ({ ...part })),
      remarks: [...entry.remarks],
      requestHeaders: { ...entry.requestHeaders },
      responseHeaders: { ...entry.responseHeaders },
      fault: entry.fault ?? null,
      code: entry.code ?? null,
    })),
  }),
}

const noSwitches = createSwitches({})

const switchesOf = ({ switches = noSwitches }: ControlParts['options']) => switches

function memoryJson(): Json {
  const { rss, heapUsed } = process.memoryUsage()
  return { rssBytes: rss, heapUsedBytes: heapUsed, heapLimitBytes: getHeapStatistics().heap_size_limit }
}

async function load(parts: ControlParts, body: JsonObject): Promise<Json> {
  const created: Record<string, number> = {}
  const refused: Json[] = []
  for (const [set, records] of Object.entries(body)) {
    if (!isList(records)) return bad(`"${set}" must be a list of records.`)
    created[set] = 0
    for (const [index, record] of records.entries()) {
      const refusal = isObject(record)
        ? await parts.load(set, record)
        : { code: 'BadRequest', message: 'A record must be a JSON object.' }
      if (refusal === undefined) created[set] += 1
      else refused.push({ set, index, ...refusal })
    }
  }
  return { created, refused }
}

const limitNames = [
  'requestsPer5Minutes',
  'executionMsPer5Minutes',
  'concurrent',
  'queued',
  'queueWaitMs',
  'operationMs',
  'latencyMs',
  'notificationDelayMs',
] as const

function limitSettings(body: JsonObject, current: LimitSettings, documented: LimitSettings): LimitSettings {
  const { preset, cost, retryAfter, ...single } = body
  if (preset !== undefined && preset !== 'documented' && preset !== 'off')
    return bad('"preset" is "documented" or "off".')
  const unknown = Object.keys(single).find((name) => !limitNames.some((known) => known === name))
  if (unknown !== undefined)
    return bad(`There is no limit "${unknown}". Known: preset, ${limitNames.join(', ')}, retryAfter, cost.`)
  let settings: LimitSettings = preset === 'documented' ? documented : preset === 'off' ? {} : current
  for (const name of limitNames) {
    const value = single[name]
    if (value === undefined) continue
    if (value === null) settings = Object.fromEntries(Object.entries(settings).filter(([key]) => key !== name))
    else settings = { ...settings, [name]: amount(value, name) }
  }
  if (retryAfter !== undefined) {
    if (typeof retryAfter !== 'boolean') return bad('"retryAfter" is true or false.')
    settings = { ...settings, retryAfter }
  }
  if (cost === undefined) return settings
  if (!isObject(cost)) return bad('"cost" must be an object.')
  const { requestMs, rowReadMs, rowWriteMs } = cost
  return {
    ...settings,
    cost: {
      ...settings.cost,
      ...(requestMs !== undefined && { requestMs: amount(requestMs, 'requestMs') }),
      ...(rowReadMs !== undefined && { rowReadMs: amount(rowReadMs, 'rowReadMs') }),
      ...(rowWriteMs !== undefined && { rowWriteMs: amount(rowWriteMs, 'rowWriteMs') }),
    },
  }
}

function amount(value: Json, name: string): number {
  return typeof value === 'number' && value >= 0 ? value : bad(`"${name}" must be a number, zero or more.`)
}

function limitsJson(settings: LimitSettings): Json {
  const { cost, ...rest } = settings
  return { ...rest, ...(cost && { cost: { ...cost } }) }
}

function faultRule(value: Json, at: number): FaultRule {
  const place = `Rule ${at + 1}`
  if (!isObject(value)) return bad(`${place} must be an object.`)
  const kind =
    faultKinds.find((known) => known === value['kind']) ??
    bad(`${place}: "kind" must be one of ${faultKinds.join(', ')}.`)
  const match = value['match']
  if (match !== undefined && !isObject(match)) return bad(`${place}: "match" must be an object.`)
  const probability = optional(value, 'probability', place)
  if (probability !== undefined && probability > 1) return bad(`${place}: "probability" lies between 0 and 1.`)
  const status = optional(value, 'status', place)
  if (kind === 'status' && (status === undefined || status < 200 || status > 599))
    return bad(`${place}: a status fault needs "status" between 200 and 599.`)
  return {
    kind,
    ...matchOf(match),
    ...numbers({
      status,
      delayMs: optional(value, 'delayMs', place),
      probability,
      times: optional(value, 'times', place),
    }),
  }
}

function matchOf(match: JsonObject | undefined): { match?: { method?: string; path?: string } } {
  if (match === undefined) return {}
  const { method, path } = match
  return { match: { ...(typeof method === 'string' && { method }), ...(typeof path === 'string' && { path }) } }
}

function optional(value: JsonObject, name: string, place: string): number | undefined {
  const found = value[name]
  if (found === undefined || found === null) return undefined
  return typeof found === 'number' && found >= 0 ? found : bad(`${place}: "${name}" must be a number, zero or more.`)
}

function numbers(
  values: Readonly<Record<'status' | 'delayMs' | 'probability' | 'times', number | undefined>>,
): Partial<Record<'status' | 'delayMs' | 'probability' | 'times', number>> {
  const { status, delayMs, probability, times } = values
  return {
    ...(status !== undefined && { status }),
    ...(delayMs !== undefined && { delayMs }),
    ...(probability !== undefined && { probability }),
    ...(times !== undefined && { times }),
  }
}

function faultsJson({ seed, rules }: Faults): Json {
  return {
    seed,
    rules: rules.map((rule): Json => ({ ...rule, ...(rule.match && { match: { ...rule.match } }) })),
  }
}

function moveClock(clock: Clock, body: JsonObject): void {
  const { now, advanceMs } = body
  if (typeof now === 'string') {
    const at = instant(now)
    if (at === undefined) return bad(`"now" must be a date and time such as 2026-01-31T10:00:00Z, not '${now}'.`)
    clock.set(Date.parse(at))
  } else if (typeof advanceMs === 'number') clock.advance(advanceMs)
  else bad('Give "now" or "advanceMs".')
}
