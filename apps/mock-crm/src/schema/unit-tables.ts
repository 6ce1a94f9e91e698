/** Unit groups and units: `uomschedule` and `uom`. Columns: reference/dataverse-schema.json; rules: reference/dataverse-protocol.md, section 14. */
import {
  cascading,
  decimal,
  flag,
  lookup,
  memo,
  onCreate,
  readOnly,
  required,
  text,
  twoStates,
  within,
} from './column.ts'
import { table } from './table.ts'

export const uomschedule = table({
  name: 'uomschedule',
  setName: 'uomschedules',
  label: 'Unit Group',
  schemaName: 'UoMSchedule',
  objectTypeCode: 1056,
  changeTracking: true,
  columns: {
    name: required(text(200)),
    description: memo(),
    baseuomname: required(onCreate(text(100))),
    organizationid: readOnly(lookup('organization')),
    ...twoStates('Active', 'Inactive'),
  },
  collections: [
    { name: 'unit_of_measure_schedule_conversions', table: 'uom', column: 'uomscheduleid' },
    { name: 'unit_of_measurement_schedule_products', table: 'product', column: 'defaultuomscheduleid' },
  ],
})

export const uom = table({
  name: 'uom',
  setName: 'uoms',
  label: 'Unit',
  schemaName: 'UoM',
  objectTypeCode: 1055,
  changeTracking: true,
  columns: {
    name: required(text(100)),
    uomscheduleid: required(cascading(onCreate(lookup('uomschedule')))),
    baseuom: cascading(lookup('uom')),
    quantity: required(within(0, 100_000_000_000, decimal())),
    isschedulebaseuom: readOnly(flag()),
  },
  collections: [{ name: 'unit_of_measurement_base_unit', table: 'uom', column: 'baseuom' }],
})
