/**
 * Writes in as few requests as the service allows: creates of one table by CreateMultiple, updates and deletes in batches,
 * options one by one. A create that is refused because a row exists is settled by reading whether that row is ours.
 */
import type { Connector, RemoteWrite, WriteOutcome } from '@koble/core'
import { groups } from '@koble/odata-client'
import { isOptionEntity } from '../options/option-definition.ts'
import { writeOptions } from '../options/write-option.ts'
import type { Organization } from '../organization.ts'
import { byIdReader } from '../read-by-ids.ts'
import { createMultiple, rowsPerCreate } from './create-multiple.ts'
import { writeParts } from './write-parts.ts'

export const writer =
  (organization: Organization): Connector['write'] =>
  async (writes, signal) => {
    const outcomes = new Map<RemoteWrite, WriteOutcome>()
    await Promise.all(
      groupsOf(organization, writes, signal).map(async (group) => {
        const answered = await group.send(group.writes)
        group.writes.forEach((write, index) => outcomes.set(write, answered[index] ?? { state: 'notSent' }))
      }),
    )
    await settleDuplicates(organization, outcomes, signal)
    return writes.map((write) => outcomes.get(write) ?? { state: 'notSent' })
  }

interface Group {
  readonly writes: readonly RemoteWrite[]
  readonly send: (writes: readonly RemoteWrite[]) => Promise<readonly WriteOutcome[]>
}

function groupsOf(
  organization: Organization,
  writes: readonly RemoteWrite[],
  signal: AbortSignal | undefined,
): readonly Group[] {
  const options = writes.filter((write) => isOptionEntity(write.entity))
  const rows = writes.filter((write) => !isOptionEntity(write.entity))
  const others = rows.filter((write) => write.operation !== 'create')
  const creates = Map.groupBy(
    rows.filter((write) => write.operation === 'create'),
    (write) => write.entity,
  )
  const all: Group[] = [
    { writes: options, send: (group) => writeOptions(organization, group, signal) },
    { writes: others, send: (group) => writeParts(organization, group, signal) },
    ...[...creates].flatMap(([entity, own]) =>
      groups(own, rowsPerCreate).map((chunk): Group => ({
        writes: chunk,
        send: (group) => createMultiple(organization, entity, group, signal),
      })),
    ),
  ]
  return all.filter((group) => group.writes.length > 0)
}

/** The id is there: an earlier sending of this very create was carried out. It is not: another row has a value that must be unique. */
async function settleDuplicates(
  organization: Organization,
  outcomes: Map<RemoteWrite, WriteOutcome>,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const [write, outcome] of outcomes) {
    if (write.operation !== 'create' || isOptionEntity(write.entity)) continue
    if (outcome.state !== 'failed' || outcome.error.kind !== 'duplicate') continue
    outcomes.set(write, await settleDuplicate(organization, write, outcome, signal))
  }
}

async function settleDuplicate(
  organization: Organization,
  write: RemoteWrite,
  outcome: WriteOutcome & { readonly state: 'failed' },
  signal: AbortSignal | undefined,
): Promise<WriteOutcome> {
  try {
    const request = { entity: write.entity, fields: write.select, ids: [write.id] }
    const reading = (await byIdReader(organization)(request, signal)).get(write.id)
    if (reading === undefined || reading === 'gone') return outcome
    return { state: 'done', record: reading.writtenByKoble === true ? reading : null }
  } catch (error) {
    organization.log.warn('create.unsettled', { entity: write.entity.name, reason: String(error) })
    return { state: 'unknown', error: { ...outcome.error, mayHaveApplied: true } }
  }
}
