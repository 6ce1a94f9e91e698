/** Which exchanges of the request log a filter leaves, and how their addresses read. */
import { expect, test } from 'vitest'
import { matches, remarksOf, shortAddress, type LogFilter } from './log-entries.ts'

const ID = '9d1e6c2a-7b40-4f11-9c2b-6045bde98c10'
const ENTRY = {
  method: 'PATCH',
  url: `/v2.0/sandbox/api/koble/connector/v1.0/companies(${ID})/customers?%24filter=city%20eq%20'Kiel'`,
  status: 409,
  code: 'Request_EntityChanged',
  principal: 'DEMO USER',
  requestBody: '{"city":"Augsburg"}',
  responseBody: '',
  fault: null,
  remarks: ['the lambda was ignored'],
}

test.each<[string, Partial<LogFilter>, object, boolean]>([
  ['no filter', {}, {}, true],
  ['the address as it reads', { text: "$filter=city eq 'kiel'" }, {}, true],
  ['the user, in any case', { text: 'demo user' }, {}, true],
  ['a body', { text: 'augsburg' }, {}, true],
  ['a remark', { text: 'lambda' }, {}, true],
  ['a code', { text: 'entitychanged' }, {}, true],
  ['other text', { text: 'vendors' }, {}, false],
  ['refused', { status: 'refused' }, {}, true],
  ['refused, of one that failed', { status: 'refused' }, { status: 500 }, false],
  ['done, of one that was refused', { status: 'ok' }, {}, false],
  ['done', { status: 'ok' }, { status: 204 }, true],
  ['failed, of one without an answer', { status: 'failed' }, { status: 0 }, true],
  ['fault, of one that no rule struck', { status: 'fault' }, {}, false],
  ['fault', { status: 'fault' }, { fault: 'reset' }, true],
  ['status and text together', { status: 'refused', text: 'vendors' }, {}, false],
])('%s', (_, filter, change, left) => {
  expect(matches({ ...ENTRY, ...change }, { text: '', status: '', ...filter })).toBe(left)
})

test.each([
  [ENTRY.url, "koble/connector/v1.0/customers?$filter=city eq 'Kiel'"],
  [`http://127.0.0.1:4010/v2.0/sandbox/api/v2.0/companies(${ID})`, `v2.0/companies(${ID})`],
  ['/v2.0/sandbox/api/v2.0/customers?%', 'v2.0/customers?%'],
])('%s reads %s', (url, text) => {
  expect(shortAddress({ url })).toBe(text)
})

test('a fault stands before the remarks', () => {
  expect(remarksOf({ ...ENTRY, fault: 'slow' })).toBe('fault: slow; the lambda was ignored')
})
