/** Seeds and `/emulator/load`: determinism, the empty company, records by the API's rules. */
import { afterEach, expect, test } from 'vitest'
import { checkLedgers } from '../check/check-ledgers.ts'
import { openErp, type TestErp } from '../testing/test-erp.ts'

const opened: TestErp[] = []
const open = async (...options: Parameters<typeof openErp>): Promise<TestErp> => {
  const erp = await openErp(...options)
  opened.push(erp)
  return erp
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((erp) => erp.close()))
})

const ids = async (erp: TestErp): Promise<unknown[]> =>
  (await erp.call('GET', 'customers?$select=id,number,displayName')).rows.map((row) => [
    row['id'],
    row['number'],
    row['displayName'],
  ])

test.each([{ seed: 'demo' }, { seed: 'large', counts: { customers: 25, contacts: 30, ledgerEntries: 40 } }])(
  '%j gives the same ids and values every time, and ledgers that balance',
  async (seed) => {
    const erp = await open({ seed })
    const first = await ids(erp)
    expect(checkLedgers(erp.database).failed).toBe(0)
    await erp.control('POST', 'reset', seed)
    expect(await ids(erp)).toEqual(first)
  },
)

test('the demo company has 40 customers in six currencies, 60 people there, 12 at vendors, and five salespeople', async () => {
  const erp = await open()
  expect((await erp.call('GET', 'customers/$count')).text).toBe('40')
  expect((await erp.call('GET', "contacts/$count?$filter=type eq 'Person'")).text).toBe('72')
  const { rows } = await erp.koble('GET', 'customers?$select=currencyCode')
  expect(new Set(rows.map((row) => row['currencyCode']))).toEqual(new Set(['', 'DKK', 'SEK', 'NOK', 'GBP', 'USD']))
  const people = await erp.call('GET', 'salespeoplePurchasers?$select=code,email')
  expect(people.rows.map((row) => [row['code'], row['email']])).toEqual([
    ['AK', 'anna.krog@fjordlys.example'],
    ['BL', 'bjarne.lund@fjordlys.example'],
    ['CM', 'clara.meyer@fjordlys.example'],
    ['DS', 'david.stone@fjordlys.example'],
    ['EV', 'elin.voss@fjordlys.example'],
  ])
})

test('large has the counts that were asked for', async () => {
  const erp = await open({ seed: { seed: 'large', counts: { customers: 120, contacts: 7 } } })
  expect((await erp.call('GET', 'customers/$count')).text).toBe('120')
  expect((await erp.call('GET', 'contacts/$count')).text).toBe('127')
})

test.each([
  { seed: 'nothing' },
  { seed: 'empty', localCurrency: 'EURO' },
  { seed: 'large', counts: { customers: -1 } },
])('a reset to %j is refused and changes nothing', async (seed) => {
  const erp = await open()
  expect((await erp.control('POST', 'reset', seed)).status).toBe(400)
  expect((await erp.call('GET', 'customers/$count')).text).toBe('40')
})

test('the empty company takes records by the API’s rules and says what it refuses', async () => {
  const erp = await open({ seed: { seed: 'empty', localCurrency: 'GBP' } })
  const answer = await erp.control('POST', 'load', {
    countriesRegions: [
      { code: 'GB', displayName: 'Great Britain' },
      { code: 'XK', displayName: 'Kosovo' },
    ],
    currencies: [{ code: 'USD', displayName: 'US dollar' }],
    currencyExchangeRates: [
      { currencyCode: 'USD', startingDate: '2020-01-01', exchangeRateAmount: 100, relationalExchangeRateAmount: 75.6 },
      { currencyCode: 'EUR', startingDate: '2020-01-01', exchangeRateAmount: 100, relationalExchangeRateAmount: 86.4 },
    ],
    paymentTerms: [
      {
        code: '1M(8D)',
        displayName: '1 Month/2% 8 days',
        dueDateCalculation: '1M',
        discountDateCalculation: '8D',
        discountPercent: 2,
      },
    ],
    customers: [
      {
        number: '01121212',
        displayName: "Spotsmeyer's Furnishings",
        city: 'Miami',
        state: 'FL',
        country: 'XK',
        currencyCode: 'USD',
      },
      { number: '10000', displayName: 'Gagn & Gaman', currencyCode: 'GBP' },
      { number: '10000', displayName: 'Twice' },
    ],
    timeRegistrationEntries: [{ date: '2026-01-01' }],
  })
  expect(answer.body).toEqual({
    created: {
      countriesRegions: 2,
      currencies: 1,
      currencyExchangeRates: 1,
      paymentTerms: 1,
      customers: 2,
      timeRegistrationEntries: 0,
    },
    refused: [
      {
        set: 'currencyExchangeRates',
        index: 1,
        code: 'Internal_InvalidTableRelation',
        message: expect.stringContaining('(EUR)'),
      },
      {
        set: 'customers',
        index: 2,
        code: 'Internal_EntityWithSameKeyExists',
        message: expect.stringContaining("No.='10000'"),
      },
      {
        set: 'timeRegistrationEntries',
        index: 0,
        code: 'BadRequest_MethodNotImplemented',
        message: expect.stringContaining('not implemented by this emulator'),
      },
    ],
  })
  const { rows } = await erp.koble('GET', 'customers?$orderby=number&$select=number,currencyCode,country,state')
  expect(rows).toMatchObject([
    { number: '01121212', currencyCode: 'USD', country: 'XK', state: 'FL' },
    { number: '10000', currencyCode: '' },
  ])
})
