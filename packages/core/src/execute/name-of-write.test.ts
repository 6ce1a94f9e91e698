import { expect, test } from 'vitest'
import { entity, text } from '../index.ts'
import type { RecordId } from '../values/ids.ts'
import { nameOfWrite } from './name-of-write.ts'

const customers = entity(
  'erp',
  'customers',
  { label: 'customer', nameField: 'displayName' },
  { displayName: text(100) },
)
const id = 'c-1' as RecordId

test.each([
  ['the name that it writes', { values: { displayName: 'Adatum' }, name: 'Before' }, 'Customer Adatum'],
  ['the name that the record has', { values: {}, name: 'Adatum' }, 'Customer Adatum'],
  ['the id where nobody knows a name', { values: { displayName: null } }, 'Customer c-1'],
])('a write is named by %s', (_, write, name) => {
  expect(nameOfWrite({ entity: customers, id, ...write })).toBe(name)
})
