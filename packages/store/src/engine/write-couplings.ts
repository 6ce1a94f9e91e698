/** Coupling rows are written whole, as the engine gives them; a page is three statements, whatever its length. */
import type { ConnectionId, Coupling } from '@koble/core'
import { sql } from 'kysely'
import type { Tx } from '../sql/db.ts'
import { anyOf, rowsOf } from '../sql/page.ts'

export interface CouplingStep {
  readonly coupling: Coupling
  readonly change: 'insert' | 'update' | 'remove' | 'none'
}

/** What the steps come to, as if they were taken one after the other. */
interface Outcome {
  readonly removed: boolean
  readonly inserted: Coupling | null
  readonly updated: Coupling | null
}

export async function writeCouplings(
  tx: Tx,
  connection: ConnectionId,
  steps: readonly CouplingStep[],
  now: number,
): Promise<void> {
  const outcomes = new Map<string, Outcome>()
  for (const step of steps) outcomes.set(step.coupling.id, after(outcomes.get(step.coupling.id) ?? untouched, step))
  const removed = [...outcomes].flatMap(([id, outcome]) => (outcome.removed ? [id] : []))
  // Removals first: a record freed by one coupling may be taken by another one of the same page.
  await removeCouplings(tx, connection, removed)
  await updateCouplings(tx, connection, present([...outcomes.values()], 'updated'), now)
  await insertCouplings(tx, connection, present([...outcomes.values()], 'inserted'), now)
}

const untouched: Outcome = { removed: false, inserted: null, updated: null }

function after(outcome: Outcome, { coupling, change }: CouplingStep): Outcome {
  switch (change) {
    case 'none':
      return outcome
    case 'insert':
      return { ...outcome, inserted: coupling }
    case 'remove':
      return { removed: true, inserted: null, updated: null }
    case 'update':
      if (outcome.inserted !== null) return { ...outcome, inserted: coupling }
      return outcome.removed ? outcome : { ...outcome, updated: coupling }
  }
}

const present = (outcomes: readonly Outcome[], part: 'inserted' | 'updated'): readonly Coupling[] =>
  outcomes.flatMap((outcome) => outcome[part] ?? [])

const columns = `id text, mapping text, "erpId" text, "crmId" text, state text, "createdOn" text, bases jsonb,
  "chosenWinner" text, "erpName" text, "crmName" text, "agreedAt" bigint, problem jsonb, attempts integer,
  "retryAt" bigint, outside boolean`

async function insertCouplings(
  tx: Tx,
  connection: ConnectionId,
  couplings: readonly Coupling[],
  now: number,
): Promise<void> {
  if (couplings.length === 0) return
  await sql`
    insert into coupling (connection, id, mapping, erp_id, crm_id, state, created_on, bases, chosen_winner, erp_name,
      crm_name, agreed_at, problem, attempts, retry_at, outside, created_at, updated_at)
    select ${connection}, id, mapping, "erpId", "crmId", state, "createdOn", bases, "chosenWinner", "erpName",
      "crmName", "agreedAt", problem, attempts, "retryAt", outside, ${now}::bigint, ${now}::bigint
    from ${rowsOf(couplings, columns)}`.execute(tx)
}

async function updateCouplings(
  tx: Tx,
  connection: ConnectionId,
  couplings: readonly Coupling[],
  now: number,
): Promise<void> {
  if (couplings.length === 0) return
  await sql`
    update coupling c set
      mapping = row.mapping, erp_id = row."erpId", crm_id = row."crmId", state = row.state,
      created_on = row."createdOn", bases = row.bases, chosen_winner = row."chosenWinner", erp_name = row."erpName",
      crm_name = row."crmName", agreed_at = row."agreedAt", problem = row.problem, attempts = row.attempts,
      retry_at = row."retryAt", outside = row.outside, updated_at = ${now}
    from ${rowsOf(couplings, columns)}
    where c.connection = ${connection} and c.id = row.id`.execute(tx)
}

async function removeCouplings(tx: Tx, connection: ConnectionId, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from coupling where connection = ${connection} and id = ${anyOf(ids)}`.execute(tx)
}
