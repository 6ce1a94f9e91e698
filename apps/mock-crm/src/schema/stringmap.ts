/** `stringmap`: the labels of choice values, one row a value (reference/dataverse-protocol.md, section 16). */
import { entityName, integer, readOnly, text } from './column.ts'
import { table } from './table.ts'

export const stringmap = table({
  name: 'stringmap',
  setName: 'stringmaps',
  label: 'String Map',
  schemaName: 'StringMap',
  objectTypeCode: 1043,
  primaryName: 'value',
  columns: {
    objecttypecode: readOnly(entityName()),
    attributename: readOnly(text(100)),
    attributevalue: readOnly(integer()),
    value: readOnly(text(4000)),
    displayorder: readOnly(integer()),
    langid: readOnly(integer()),
  },
  readOnly: true,
})
