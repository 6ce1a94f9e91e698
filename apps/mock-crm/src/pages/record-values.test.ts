/** What a form sends: only what the person changed, in the service's form. */
import { expect, it } from 'vitest'
import { formDefinitions } from './form-definition.ts'
import { changesOf, valuesOf } from './record-values.ts'

const form = formDefinitions.accounts
const record = {
  name: 'Adatum',
  telephone1: '1',
  creditlimit: 100,
  creditonhold: false,
  customertypecode: 3,
  _primarycontactid_value: '11111111-2222-4333-8444-555555555555',
}

it('nothing changed sends nothing', () => {
  const values = valuesOf(form, record)
  expect(changesOf(form, values, values)).toEqual({})
})

it.each([
  ['text', { name: 'B' }, { name: 'B' }],
  ['emptied text', { telephone1: '' }, { telephone1: null }],
  ['money', { creditlimit: '250.50' }, { creditlimit: 250.5 }],
  ['a choice', { customertypecode: '8' }, { customertypecode: 8 }],
  ['an emptied choice', { customertypecode: '' }, { customertypecode: null }],
  ['yes or no', { creditonhold: 'true' }, { creditonhold: true }],
  ['a lookup', { parentaccountid: 'aaaa' }, { 'parentaccountid@odata.bind': '/accounts(aaaa)' }],
  ['an emptied lookup', { primarycontactid: '' }, { primarycontactid: null }],
])('%s is sent in its form', (_, change, body) => {
  const before = valuesOf(form, record)
  expect(changesOf(form, before, { ...before, ...change })).toEqual(body)
})

it('a contact’s account is bound through its own navigation property', () => {
  const contact = formDefinitions.contacts
  expect(changesOf(contact, valuesOf(contact, {}), { ...valuesOf(contact, {}), parentcustomerid: 'aaaa' })).toEqual({
    'parentcustomerid_account@odata.bind': '/accounts(aaaa)',
  })
})
