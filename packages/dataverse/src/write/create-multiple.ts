/**
 * Creation of many rows of one table in one request, each under the id that Koble chose. All or nothing: when the service
 * refuses the whole, each row is sent as a part of its own, so that only the bad one fails
 * (reference/dataverse-protocol.md, section 10).
 */
import type { Entity, RemoteWrite, WriteOutcome } from '@koble/core'
import { asIs, isODataError, type ODataFailure } from '@koble/odata-client'
import type { Organization } from '../organization.ts'
import { printCreate } from '../wire/print-body.ts'
import { wireTable } from '../wire/wire-table.ts'
import { outcomeOfFailure, writeParts } from './write-parts.ts'

/** Large enough to save requests, small enough to fail seldom and to end within seconds. */
export const rowsPerCreate = 100

export async function createMultiple(
  organization: Organization,
  entity: Entity,
  writes: readonly RemoteWrite[],
  signal: AbortSignal | undefined,
): Promise<readonly WriteOutcome[]> {
  if (signal?.aborted === true) return writes.map(() => ({ state: 'notSent' }))
  if (writes.length === 1) return writeParts(organization, writes, signal)
  try {
    await send(organization, entity, writes, signal)
    return writes.map(() => ({ state: 'done', record: null }))
  } catch (failure) {
    if (isODataError(failure) && isRefusal(failure.failure)) return writeParts(organization, writes, signal)
    return writes.map((write) => outcomeOfFailure(write, failure, signal))
  }
}

/** The service looked at the rows and refused them, as opposed to: not now, or not you. */
const isRefusal = ({ reason, status, mayHaveApplied }: ODataFailure): boolean =>
  reason === 'status' &&
  !mayHaveApplied &&
  status >= 400 &&
  status !== 401 &&
  status !== 403 &&
  status !== 429 &&
  status !== 503

async function send(
  organization: Organization,
  entity: Entity,
  writes: readonly RemoteWrite[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const type = `Microsoft.Dynamics.CRM.${entity.name}`
  const targets = writes.map((write) => ({ '@odata.type': type, ...printCreate(entity, write.id, write.values) }))
  const path = `${wireTable(entity).set}/Microsoft.Dynamics.CRM.CreateMultiple`
  const body = JSON.stringify({ Targets: targets })
  await organization.client.send({ method: 'POST', path, body, signal }, asIs)
}
