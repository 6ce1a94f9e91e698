/** Unit groups make their base unit; further units are multiples of a unit of the same group (reference/dataverse-protocol.md, section 14). */
import type { Draft, Reader, Row, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { refuseWith } from '../security/access.ts'
import type { TableRules } from './table-rules.ts'

export const uomscheduleRules: TableRules = {
  afterWrite: (row, context) => {
    if (baseUnitOf(context.data, row.id) === undefined) addBaseUnit(row, context)
  },
}

export function baseUnitOf(data: Reader, scheduleId: string): Row | undefined {
  for (const unit of data.find('uom', { uomscheduleid: scheduleId })) {
    if (unit['isschedulebaseuom'] === true) return unit
  }
  return undefined
}

const addBaseUnit = (schedule: Row, context: WriteContext): Row =>
  context.data.insert('uom', {
    name: schedule['baseuomname'] ?? null,
    uomscheduleid: schedule.id,
    quantity: '1',
    isschedulebaseuom: true,
    writecount: 1,
  })

export const uomRules: TableRules = {
  onCreate: (draft, context) => {
    draft['isschedulebaseuom'] = false
    if (draft['uomscheduleid'] == null) refuseWith(errors.required('uomscheduleid', 'uom'))
    checkBase(draft, context)
  },
  onUpdate: (draft, row, context) => {
    if (row['isschedulebaseuom'] !== true) return checkBase(draft, context)
    if (draft['quantity'] !== row['quantity'] || draft['baseuom'] != null) refuseWith(errors.primaryUnitQuantity())
  },
  onDelete: (row) => {
    if (row['isschedulebaseuom'] === true) refuseWith(errors.restricted())
  },
}

function checkBase(draft: Draft, { data }: WriteContext): void {
  const base = data.get('uom', String(draft['baseuom'] ?? ''))
  if (base === undefined) refuseWith(errors.required('baseuom', 'uom'))
  if (base['uomscheduleid'] !== draft['uomscheduleid']) {
    refuseWith(errors.invalidArgument('The base unit must belong to the same unit group.'))
  }
  if (base.id === draft['id']) refuseWith(errors.invalidArgument('A unit cannot be its own base unit.'))
  if (Number(draft['quantity'] ?? 0) <= 0) refuseWith(errors.amountOutOfRange('quantity', 'uom'))
}
