/** For tests: a connector on a scripted organization. */
import type { EffectId, Entity, RecordId, RemoteWrite, Tag, Values } from '@koble/core'
import { manualClock, scriptedService, silentLog, type ScriptedService, type Step } from '@koble/odata-client/testing'
import { connectDataverse, type Dataverse } from '../connect.ts'

export const kobleUser = '4026be43-6b69-e111-8f65-78e7d1620f5e'
export const baseUrl = 'https://kobledemo.crm4.dynamics.com'
export const root = `${baseUrl}/api/data/v9.2`

export const whoAmIStep: Step = { body: { BusinessUnitId: 'b', UserId: kobleUser.toUpperCase(), OrganizationId: 'o' } }

export interface OpenedTest {
  readonly connector: Dataverse
  readonly service: ScriptedService
  readonly clock: ReturnType<typeof manualClock>
  /** Without the question who Koble is. */
  readonly lines: () => readonly string[]
  readonly asked: () => ScriptedService['seen']
}

export function openTest(steps: readonly Step[]): OpenedTest {
  const clock = manualClock()
  let next = 0
  // Who Koble is is asked when it is needed first: not a step of the script.
  const answer: Step = (request) => {
    const step = request.url === 'WhoAmI' ? whoAmIStep : steps[next++]
    if (step === undefined) throw new Error(`The script has no answer to ${request.method} ${request.url}`)
    return typeof step === 'function' ? step(request) : step
  }
  const service = scriptedService(
    root,
    Array.from({ length: steps.length + 1 }, () => answer),
  )
  let count = 0
  const connector = connectDataverse({
    fetch: service.fetch,
    baseUrl,
    credentials: { token: 'test' },
    clock,
    log: silentLog,
    newId: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`,
  })
  const asked = () => service.seen.filter(({ url }) => url !== 'WhoAmI')
  return { connector, service, clock, asked, lines: () => asked().map(({ method, url }) => `${method} ${url}`) }
}

export const id = (end: string): RecordId => `60bf4d48-34cb-ed11-b596-${end.padStart(12, '0')}` as RecordId
export const tag = (version: number): Tag => `W/"${version}"` as Tag

export const write = (
  entity: Entity,
  operation: RemoteWrite['operation'],
  recordId: RecordId,
  values: Values,
  seen: Tag | null = null,
): RemoteWrite => ({
  effectId: `effect-${recordId}` as EffectId,
  entity,
  operation,
  id: recordId,
  values,
  tag: seen,
  select: ['name', 'creditlimit'],
})

const crlf = '\r\n'

/** A batch's answer of these parts. */
export function batchAnswer(...parts: readonly { status: number; body?: unknown }[]): Step {
  const lines = parts.flatMap(({ status, body }) => [
    '--batchresponse_1',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    `HTTP/1.1 ${status} X`,
    'Content-Type: application/json; odata.metadata=minimal',
    'OData-Version: 4.0',
    '',
    body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
  ])
  return {
    headers: { 'content-type': 'multipart/mixed; boundary=batchresponse_1' },
    body: [...lines, '--batchresponse_1--', ''].join(crlf),
  }
}

export const refusal = (code: string, message = 'No.') => ({ error: { code, message } })

/** A body that is sent as text: a batch. */
export const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body))
