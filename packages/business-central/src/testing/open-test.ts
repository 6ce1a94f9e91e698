/** For tests: a connector on a scripted environment, with or without Koble's pages. */
import type { EffectId, Entity, RecordId, RemoteWrite, Tag, Values } from '@koble/core'
import { manualClock, scriptedService, silentLog, type ScriptedService, type Step } from '@koble/odata-client/testing'
import { connectBusinessCentral, type BusinessCentral } from '../connect.ts'

export const companyId = '9d1e6c2a-7b40-ef11-9c2b-6045bde98c10'
export const kobleUser = '4026be43-6b69-e111-8f65-78e7d1620f5e'
const baseUrl = 'https://api.test/v2.0/sandbox'

export const sessionStep: Step = {
  body: {
    value: [
      {
        id: kobleUser.toUpperCase(),
        userName: 'KOBLE',
        companyDisplayName: 'Fjordlys Trading',
        localCurrencyCode: 'EUR',
        extensionVersion: '1.0',
      },
    ],
  },
}
export const noPagesStep: Step = {
  status: 404,
  body: { error: { code: 'BadRequest_ResourceNotFound', message: "Resource not found for the segment 'koble'." } },
}

export interface OpenedTest {
  readonly connector: BusinessCentral
  readonly service: ScriptedService
  readonly clock: ReturnType<typeof manualClock>
  /** The requests after the one that asks for the session. */
  readonly lines: () => readonly string[]
}

export function openTest(steps: readonly Step[], options: { readonly pages?: boolean } = {}): OpenedTest {
  const clock = manualClock()
  const first = options.pages === false ? noPagesStep : sessionStep
  const service = scriptedService(`${baseUrl}/api`, [first, ...steps])
  const connector = connectBusinessCentral({
    fetch: service.fetch,
    baseUrl,
    companyId,
    credentials: { token: 'test' },
    clock,
    log: silentLog,
  })
  return { connector, service, clock, lines: () => service.lines().slice(1) }
}

export const id = (end: string): RecordId => `1a502574-40e4-41fd-a38b-${end.padStart(12, '0')}` as RecordId
export const tag = (text: string): Tag => `W/"${text}"` as Tag

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
  select: ['displayName', 'creditLimit'],
})
