/** What the service passes over although a client may count on it is said in the request log (business-central-protocol, sections 3, 4, 5 and 7). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CID, openErp, V2, type Body, type TestErp } from '../testing/test-erp.ts'

let erp: TestErp
let customer: string

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  customer = `customers(${String((await erp.call('POST', 'customers', { displayName: 'A' })).body['id'])})`
})
afterAll(() => erp.close())

const remarks = (): readonly string[] => erp.emulator.log().at(-1)?.remarks ?? []

const prefer = (Prefer: string) => ({ Prefer })
const reading: readonly (readonly [what: string, path: string, headers: Record<string, string>, remark: string])[] = [
  ['a lambda', 'customers?$filter=defaultDimensions/any(d:d/id ne null)', {}, 'A lambda in a filter is ignored.'],
  [
    'a filter character',
    "paymentMethods?$filter=code eq 'C*'",
    {},
    "The value 'C*' is a pattern: its filter characters stand for other texts.",
  ],
  [
    'a filter character below not',
    "paymentMethods?$filter=not (code eq 'C?SH')",
    {},
    "The value 'C?SH' is a pattern: its filter characters stand for other texts.",
  ],
  [
    'change tracking',
    'customers',
    prefer('odata.track-changes'),
    "The preference 'odata.track-changes' is ignored: change tracking was removed in version 24.",
  ],
  [
    'a page that is too large',
    'customers',
    prefer('odata.maxpagesize=30000'),
    "A page has at most 20000 entities: 'odata.maxpagesize=30000' cannot raise it.",
  ],
  [
    'annotations, whose names a comma parts,',
    'customers',
    prefer('odata.maxpagesize=2, odata.include-annotations="a.*,b.*"'),
    'The preference \'odata.include-annotations="a.*,b.*"\' is unknown and ignored.',
  ],
  ['an unknown preference', 'customers', prefer('wait=3'), "The preference 'wait=3' is unknown and ignored."],
  [
    'other metadata',
    'customers',
    { Accept: 'application/json;odata.metadata=none' },
    'The emulator answers odata.metadata=minimal, not none.',
  ],
  [
    'a replica',
    'customers',
    { 'Data-Access-Intent': 'ReadOnly' },
    'There is no replica to read from: Data-Access-Intent changes nothing.',
  ],
]

test.each(reading)('%s is remarked once', async (_what, path, headers, remark) => {
  expect((await erp.call('GET', path, undefined, headers)).status).toBe(200)
  expect(remarks()).toEqual([remark])
})

test.each(['return=minimal', 'return=representation'])('%s is remarked on a create', async (preference) => {
  expect((await erp.call('POST', 'customers', { displayName: 'B' }, prefer(preference))).status).toBe(201)
  expect(remarks()).toEqual([`The preference '${preference}' is ignored: only return-no-content is known.`])
})

test('a write on a replica is refused', async () => {
  const intent = (value: string) => erp.call('POST', 'customers', { displayName: 'R' }, { 'Data-Access-Intent': value })
  expect((await intent('ReadOnly')).error[0]).toBe('BadRequest')
  expect((await intent('ReadWrite')).status).toBe(201)
})

test('a tag in a body is remarked', async () => {
  const body = { '@odata.etag': 'W/"stale"', phoneNumber: '1' }
  expect((await erp.call('PATCH', customer, body, { 'If-Match': '*' })).status).toBe(200)
  expect(remarks()).toEqual(['A tag in the body has no effect.'])
})

test.each([
  ['GET', "customers?$filter=number eq '1'", undefined, {}],
  ['GET', 'customers', undefined, prefer('odata.maxpagesize=20000')],
  ['POST', 'customers', { displayName: 'C' }, prefer('return-no-content')],
  ['GET', 'customers', undefined, { Accept: 'application/json;odata.metadata=minimal;IEEE754Compatible=true' }],
] as const)('nothing is remarked on what counts: %s %s', async (method, path, body, headers) => {
  expect((await erp.call(method, path, body, headers)).status).toBeLessThan(300)
  expect(remarks()).toEqual([])
})

describe('a batch', () => {
  const create = (displayName: string) => ({
    method: 'POST',
    url: `companies(${CID})/customers`,
    headers: { 'Content-Type': 'application/json' },
    body: { displayName },
  })
  const send = async (
    requests: readonly object[],
    headers: Record<string, string> = {},
  ): Promise<readonly number[]> => {
    const { body } = await erp.call('POST', `${V2}/$batch`, { requests }, headers)
    return (body['responses'] as Body[]).map(({ status }) => Number(status))
  }

  test('that stops says what was not tried', async () => {
    expect(await send([create('D'), create(''), create('E'), create('F')])).toEqual([201, 400])
    expect(remarks()).toEqual(['Processing stopped at the first failure: requests from 3 on were not tried.'])
  })

  test('whose last request fails leaves nothing untried', async () => {
    expect(await send([create('G'), create('')])).toEqual([201, 400])
    expect(remarks()).toEqual([])
  })

  test('that is undone says so', async () => {
    expect(await send([create('H'), create('')], { Isolation: 'snapshot' })).toEqual([201, 400])
    expect(remarks()).toEqual(['snapshot batch undone; earlier answers name rows that do not exist'])
  })

  test('is remarked for its parts', async () => {
    const part = { ...create('I'), headers: { 'Content-Type': 'application/json', Prefer: 'return=minimal' } }
    expect(await send([part, part])).toEqual([201, 201])
    expect(remarks()).toEqual(["The preference 'return=minimal' is ignored: only return-no-content is known."])
  })
})
