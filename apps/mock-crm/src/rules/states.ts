/** States: a change of state is an ordinary update, and an inactive row takes nothing else (reference/dataverse-protocol.md, section 13). */
import type { Draft, JsonObject, Row } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import type { TableSchema } from '../schema/table.ts'
import { refuseWith } from '../security/access.ts'

const stateColumns = new Set(['statecode', 'statuscode'])

/** A new row is in its first state, whatever the body says: the state may be changed, not created. */
export function startState(schema: TableSchema, draft: Draft): void {
  const state = schema.columns['statecode']?.options?.[0]
  if (state !== undefined) draft['statecode'] = state.value
}

/** Only the rows that people close are read-only: a disabled webhook step or task may be edited. */
const closes = new Set([
  'account',
  'contact',
  'transactioncurrency',
  'uomschedule',
  'pricelevel',
  'discounttype',
  'koble_company',
  'koble_accountstatistics',
])

export function refuseInactive(schema: TableSchema, row: Row, body: JsonObject): void {
  if (!closes.has(schema.name) || row['statecode'] !== 1) return
  const sent = Object.keys(body).filter((key) => !key.startsWith('@'))
  if (sent.length === 0 || sent.some((key) => !stateColumns.has(key))) refuseWith(errors.inactive())
}

/** A status must belong to its state; a state without a status takes its default. */
export function checkState(schema: TableSchema, draft: Draft, changed: ReadonlySet<string> | undefined): void {
  const statuses = schema.columns['statuscode']?.options
  if (statuses === undefined) return
  const fitting = statuses.filter((status) => status.state === draft['statecode'])
  const given = changed === undefined ? draft['statuscode'] != null : changed.has('statuscode')
  if (!given && !fitting.some((status) => status.value === draft['statuscode'])) {
    draft['statuscode'] = fitting[0]?.value ?? null
  }
  if (fitting.some((status) => status.value === draft['statuscode'])) return
  const state = schema.columns['statecode']?.options?.find((option) => option.value === draft['statecode'])
  const id = String(draft['id'] ?? '')
  refuseWith(errors.badStatus(Number(draft['statuscode']), schema.schemaName, state?.label ?? '', schema.name, id))
}
