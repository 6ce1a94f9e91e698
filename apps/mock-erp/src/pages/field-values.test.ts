/** What a form's text says of a record, and back. */
import { expect, test } from 'vitest'
import type { FieldDefinition } from './definitions/definition.ts'
import * as field from './definitions/fields.ts'
import { changedFields, shown, valueOf } from './field-values.ts'

const location: FieldDefinition = {
  name: 'locationId',
  label: 'Location',
  type: 'select',
  lookup: { set: 'v2.0/locations', key: 'id', title: 'code' },
}
const NO_ID = '00000000-0000-0000-0000-000000000000'

test.each<[string, unknown, FieldDefinition, string]>([
  ['a number as it stands', 1476.69, field.decimal('amount', 'Amount'), '1476.69'],
  ['a blank date as nothing', '0001-01-01', field.date('dueDate', 'Due date'), ''],
  ['a date as it is', '2026-11-24', field.date('dueDate', 'Due date'), '2026-11-24'],
  [
    'a member that is edited in its encoded form',
    '_x0020_',
    field.choice('blocked', 'Blocked', ['_x0020_', 'All']),
    '_x0020_',
  ],
  [
    'a member that is only shown as people read it',
    'In_x0020_Progress',
    field.shown('status', 'Status'),
    'In Progress',
  ],
  ['a new choice as its first member', undefined, field.choice('type', 'Type', ['Company', 'Person']), 'Company'],
  ['a reference that is not set as the id of none', undefined, location, NO_ID],
  ['what is missing as nothing', undefined, field.text('city', 'City', 30), ''],
])('shows %s', (_, value, definition, text) => {
  expect(shown(value, definition)).toBe(text)
})

test.each<[string, FieldDefinition, unknown]>([
  ['12.5', field.decimal('quantity', 'Quantity'), 12.5],
  ['', field.decimal('quantity', 'Quantity'), 0],
  ['', field.date('dueDate', 'Due date'), '0001-01-01'],
  ['true', field.flag('blocked', 'Blocked'), true],
  ['', field.text('city', 'City', 30), ''],
])('sends "%s" as the API takes it', (written, definition, value) => {
  expect(valueOf(written, definition)).toBe(value)
})

test('only what differs is sent, in the order of the fields, and nothing that is only shown', () => {
  const fields = [
    field.text('country', 'Country', 10),
    field.text('city', 'City', 30),
    field.decimal('creditLimit', 'Credit limit'),
    field.flag('privacyBlocked', 'Privacy blocked'),
    field.shown('companyName', 'Company'),
  ]
  const record = { country: 'DE', city: 'Kiel', creditLimit: 100, privacyBlocked: true, companyName: 'A' }
  const form = { privacyBlocked: 'false', companyName: 'B', creditLimit: '100', city: 'Esbjerg', country: 'DK' }
  expect(Object.entries(changedFields(form, record, fields))).toEqual([
    ['country', 'DK'],
    ['city', 'Esbjerg'],
    ['privacyBlocked', false],
  ])
})
