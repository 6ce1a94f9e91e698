/** The promises, checked on how a story ended: agreement or a recorded conflict, no edit lost, nothing twice, silence. */
import type { ConflictRow, Coupling, Effect, Side, Value, Values } from '@koble/core'
import type { Field, Scenario } from './scenario.ts'

/** An edit with the value that its side's field held before it. */
export interface MadeEdit {
  readonly side: Side
  readonly field: Field
  readonly value: Value
  readonly replaced: Value
}

export interface Ending {
  readonly scenario: Scenario
  readonly edits: readonly MadeEdit[]
  readonly rows: Readonly<Record<Side, readonly Values[]>>
  readonly couplings: readonly Coupling[]
  readonly effects: readonly Effect[]
  readonly conflicts: readonly ConflictRow[]
  /** Writes after everything should have been at rest. */
  readonly lateWrites: number
}

const fields = ['a', 'b'] as const

export const judgeStory = (ending: Ending): readonly string[] => {
  const { rows, couplings, effects, lateWrites } = ending
  const wrongs: string[] = []
  if (rows.erp.length !== 1 || rows.crm.length !== 1)
    wrongs.push(`not one record a side: ${rows.erp.length} and ${rows.crm.length}`)
  const [coupling] = couplings
  if (couplings.length !== 1 || coupling?.state !== 'coupled') wrongs.push('not one settled coupling')
  const open = effects.filter(({ state }) => state === 'planned' || state === 'sent' || state === 'unsettled')
  if (open.length > 0) wrongs.push(`effects left open: ${open.map(({ state }) => state).join(', ')}`)
  if (lateWrites > 0) wrongs.push(`${lateWrites} writes after everything was at rest`)
  for (const field of fields) wrongs.push(...judgeField(ending, field))
  return wrongs
}

const judgeField = (ending: Ending, field: Field): readonly string[] => {
  const erp = ending.rows.erp[0]?.[field] ?? null
  const crm = ending.rows.crm[0]?.[field] ?? null
  const contested = ending.conflicts.flatMap((row) => row.conflict.fields).find((one) => one.field === field)
  const edits = ending.edits.filter((edit) => edit.field === field)
  const wrongs: string[] = []
  if (erp !== crm && contested === undefined)
    wrongs.push(`${field}: the sides differ (${erp}, ${crm}) without a conflict`)
  if (contested !== undefined && (contested.erp !== erp || contested.crm !== crm))
    wrongs.push(`${field}: the conflict does not show what the sides hold`)
  if (contested !== undefined && !mayBeContested(ending, field)) wrongs.push(`${field}: a conflict that nobody made`)
  for (const side of ['erp', 'crm'] as const) {
    const last = edits.findLast((edit) => edit.side === side)
    if (last === undefined || erp === last.value || crm === last.value) continue
    // A later edit on the other side that replaced this very value was made in the knowledge of it.
    const wasSeen = edits.slice(edits.indexOf(last)).some((edit) => edit.side !== side && edit.replaced === last.value)
    if (!wasSeen && !isWithdrawn(ending, last)) wrongs.push(`${field}: the edit ${last.value} is lost (${erp}, ${crm})`)
  }
  return wrongs
}

/** Back to what both sides had agreed on, before the edit that it takes back was ever sent: that is no edit any more. */
const isWithdrawn = ({ effects }: Ending, { field, value, replaced }: MadeEdit): boolean =>
  value === `${field}0` && !effects.some((effect) => effect.values[field] === replaced)

/** Both sides edited it; or one side did while the other side's record moved and nobody could tell what arrived. */
const mayBeContested = ({ scenario, edits }: Ending, field: Field): boolean => {
  const editors = new Set(edits.filter((edit) => edit.field === field).map((edit) => edit.side))
  if (editors.size > 1) return true
  const [editor] = editors
  const target = editor === 'erp' ? 'crm' : 'erp'
  const isUncertain = scenario.fates[target] !== 'ok' || scenario.crash !== null
  return isUncertain && edits.some((edit) => edit.side === target)
}
