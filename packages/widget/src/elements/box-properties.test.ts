import { expect, test } from 'vitest'
import { rowId } from './box-properties.ts'

const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'

test.each([
  [id, id],
  [`{${id.toUpperCase()}}`, id],
  [` ${id} `, id],
  ['', ''],
  ['{}', ''],
  ['42', ''],
  [`${id}/../x`, ''],
])('%j names the row %j', (given, row) => {
  expect(rowId(given)).toBe(row)
})
