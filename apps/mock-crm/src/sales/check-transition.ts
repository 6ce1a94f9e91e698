/** An update of the state goes a way that the table of transitions has, or is refused in the service's words. */
import type { Draft, Row } from '@koble/odata-server'
import { refuseWith } from '../security/access.ts'
import { machineOf, refusalOfUpdate } from './transitions.ts'

export function checkTransition(table: string, draft: Draft, row: Row): void {
  const machine = machineOf(table)
  if (machine === undefined) return
  const refusal = refusalOfUpdate(machine, Number(row['statecode']), Number(draft['statecode']))
  if (refusal !== undefined) refuseWith(refusal)
}
