/** A record is worked on under a mapping that is switched on; without this a person would read only that a coupling is missing. */
import type { ConnectionId } from '@koble/core'
import type { Store } from '@koble/store'
import { ProblemError } from '../http/problem.ts'

export async function requireEnabled({ mappings }: Store, connection: ConnectionId, name: string): Promise<void> {
  const mapping = await mappings.get(connection, name)
  if (mapping?.definition.enabled === true) return
  throw new ProblemError(
    422,
    'mapping-disabled',
    `The mapping "${name}" is ${mapping === null ? 'deleted' : 'switched off'}. ${mapping === null ? 'Put it back' : 'Switch it on'} first.`,
  )
}
