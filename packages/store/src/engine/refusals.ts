/**
 * Which records of a page cannot be recorded, decided over what stands in the database while the fence holds it still. The
 * unique indexes say the same; deciding first keeps a refused record from leaving half of itself behind.
 */
import type { ConnectionId, Coupling, PlannedRecord } from '@koble/core'
import { sql } from 'kysely'
import type { Tx } from '../sql/db.ts'
import { rowsOf } from '../sql/page.ts'
import { type EffectTarget, readOpenTargets } from './effects.ts'

type Holder = Pick<Coupling, 'id' | 'mapping' | 'erpId' | 'crmId'>

/** Indexes of the refused records. Of two that clash within the page the first is taken. */
export async function findRefusals(
  tx: Tx,
  connection: ConnectionId,
  records: readonly PlannedRecord[],
): Promise<ReadonlySet<number>> {
  const effects = records.flatMap((record) => record.effects)
  const open = await readOpenTargets(tx, connection, effects)
  const holders = await readHolders(tx, connection, records)
  return decide(records, open, holders)
}

function decide(
  records: readonly PlannedRecord[],
  open: readonly EffectTarget[],
  holders: readonly Holder[],
): ReadonlySet<number> {
  const busy = new Set(open.map(targetKey))
  const held = new Held(holders)
  const refused = new Set<number>()
  for (const [index, { coupling, change, effects }] of records.entries()) {
    const targets = effects.map(targetKey)
    const clashes = new Set(targets).size < targets.length || targets.some((target) => busy.has(target))
    if (clashes || (coupling !== null && !held.admits(coupling, change))) {
      refused.add(index)
      continue
    }
    for (const target of targets) busy.add(target)
    if (coupling !== null) held.take(coupling, change)
  }
  return refused
}

/** Which coupling holds which record, as the page goes on. */
class Held {
  readonly #byRecord = new Map<string, string>()
  readonly #byId = new Map<string, Holder>()

  constructor(holders: readonly Holder[]) {
    for (const holder of holders) this.#put(holder)
  }

  /** An update of a coupling that is not there changes nothing and meets nothing. */
  admits(coupling: Holder, change: PlannedRecord['change']): boolean {
    if (change === 'insert' && this.#byId.has(coupling.id)) return false
    if (change !== 'insert' && !(change === 'update' && this.#byId.has(coupling.id))) return true
    return recordKeys(coupling).every((key) => (this.#byRecord.get(key) ?? coupling.id) === coupling.id)
  }

  take(coupling: Holder, change: PlannedRecord['change']): void {
    const present = this.#byId.get(coupling.id)
    if (change === 'none' || (change === 'update' && present === undefined)) return
    for (const key of present === undefined ? [] : recordKeys(present)) this.#byRecord.delete(key)
    this.#byId.delete(coupling.id)
    if (change !== 'remove') this.#put(coupling)
  }

  #put(holder: Holder): void {
    this.#byId.set(holder.id, holder)
    for (const key of recordKeys(holder)) this.#byRecord.set(key, holder.id)
  }
}

/** Couplings that the page names, and those that hold a record which it would couple. */
async function readHolders(
  tx: Tx,
  connection: ConnectionId,
  records: readonly PlannedRecord[],
): Promise<readonly Holder[]> {
  const named = records.flatMap(({ change, coupling }) =>
    coupling === null || change === 'none' ? [] : [holderOf(coupling)],
  )
  if (named.length === 0) return []
  const page = rowsOf(named, 'id text, mapping text, "erpId" text, "crmId" text')
  const { rows } = await sql<Holder>`
    with row as (select * from ${page}), found as (
      select c.id, c.mapping, c.erp_id, c.crm_id from row join coupling c
        on c.connection = ${connection} and c.mapping = row.mapping and c.erp_id = row."erpId"
      union
      select c.id, c.mapping, c.erp_id, c.crm_id from row join coupling c
        on c.connection = ${connection} and c.mapping = row.mapping and c.crm_id = row."crmId"
      union
      select c.id, c.mapping, c.erp_id, c.crm_id from row join coupling c on c.connection = ${connection} and c.id = row.id)
    select id, mapping, erp_id as "erpId", crm_id as "crmId" from found`.execute(tx)
  return rows
}

const holderOf = ({ id, mapping, erpId, crmId }: Coupling): Holder => ({ id, mapping, erpId, crmId })

const targetKey = ({ side, entity, recordId }: EffectTarget): string => JSON.stringify([side, entity, recordId])

const recordKeys = ({ mapping, erpId, crmId }: Holder): readonly string[] => [
  JSON.stringify([mapping, 'erp', erpId]),
  JSON.stringify([mapping, 'crm', crmId]),
]
