/** What the account statistics ask and show. */
import { within } from '@testing-library/dom'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  held,
  json,
  problem,
  startFakeServer,
  statistics,
  value,
  type FakeServer,
  type Reply,
} from '../testing/fake-server.ts'
import {
  accountId,
  showStatistics,
  statisticsPath as path,
  token,
  type ShowOptions,
} from '../testing/show-statistics.ts'
import { collect, shownValue, textOf, unmount, until, untilState } from '../testing/test-page.ts'
import type { KobleAccountStatistics } from './account-statistics.ts'

let server: FakeServer
beforeEach(() => {
  server = startFakeServer()
})
afterEach(() => {
  unmount()
  server.stop()
})

const show = (reply: Reply, options?: ShowOptions): KobleAccountStatistics => showStatistics(server, reply, options)

const never: Reply = () => new Promise<Response>(() => {})
const otherId = '3f2504e0-4f89-41d3-9a0c-0305e82c3302'

test('shows every digit of a decimal that a float could not hold', async () => {
  const box = await untilState(
    show(() => json(statistics())),
    'ready',
  )
  expect(shownValue(box, 'balance')).toBe('EUR 12,345,678,901,234,567.89')
  expect(shownValue(box, 'overdueAmount')).toBe('EUR 1,200.50')
})

test('asks once, for the bare id, with the token', async () => {
  const element = show(() => json(statistics()), { id: `{${accountId.toUpperCase()}}` })
  await untilState(element, 'ready')
  expect(server.seen.map(({ url, token: sent }) => [url.href, sent])).toEqual([
    [`https://koble.example/api/facts/account-statistics?accountId=${accountId}`, 'Bearer t1'],
  ])
})

test('names the connection where the page gives one', async () => {
  const element = show(() => json(statistics()))
  element.connection = 'c 1'
  await until(() => server.seen.at(-1)?.url.searchParams.get('connection') === 'c 1')
})

test('a severe figure says so in words, not by colour alone', async () => {
  const box = await untilState(
    show(() => json(statistics())),
    'ready',
  )
  expect(textOf(box.querySelector('[data-key="overdueAmount"] dd') ?? box)).toMatch(/^Attention: /)
})

test('a credit limit of nothing reads as no limit, and then no bar is drawn', async () => {
  const values = [value('balance', '10.00'), value('creditLimit', '0.00')]
  const box = await untilState(
    show(() => json(statistics({ values }))),
    'ready',
  )
  expect(shownValue(box, 'creditLimit')).toBe('No limit')
  expect(box.querySelector('.bar')).toBeNull()
})

test('tells how much of the credit limit is used', async () => {
  const values = [value('balance', '150.00'), value('creditLimit', '200.00')]
  const box = await untilState(
    show(() => json(statistics({ values }))),
    'ready',
  )
  within(box).getByText(/75% of the credit limit used/)
})

test('a figure that the catalogue does not know is shown under words made of its key', async () => {
  const values = [value('openReturnOrders', '3', { kind: 'number', currency: null })]
  const box = await untilState(
    show(() => json(statistics({ values }))),
    'ready',
  )
  within(box).getByText('Open return orders')
})

test('values stay while they are asked again, and the answer replaces them', async () => {
  const element = show(() => json(statistics()))
  const box = await untilState(element, 'ready')
  const second = held()
  server.routes.set(path, second.reply)
  const refreshed = element.refresh()
  await until(() => box.getAttribute('aria-busy') === 'true')
  expect(shownValue(box, 'salesThisYear')).toBe('EUR 98,765.40')
  second.answer(json(statistics({ values: [value('salesThisYear', '1.00')] })))
  await refreshed
  expect(shownValue(box, 'salesThisYear')).toBe('EUR 1.00')
})

test('when asking again fails, the last values stay and say from when they are and why', async () => {
  const element = show(() => json(statistics()))
  await untilState(element, 'ready')
  server.routes.set(path, () => problem(500, 'erp-failed', 'The ERP failed.'))
  await element.refresh()
  const box = await untilState(element, 'stale')
  expect(textOf(box)).toMatch(/The ERP failed\. Showing values from/)
  expect(shownValue(box, 'salesThisYear')).toBe('EUR 98,765.40')
})

test('when the right is gone, so are the values', async () => {
  const element = show(() => json(statistics()))
  await untilState(element, 'ready')
  server.routes.set(path, () => problem(403, 'no-permission', 'No.'))
  await element.refresh()
  expect(textOf(await untilState(element, 'noPermission'))).not.toContain('98,765.40')
})

test('another record never shows the figures of the one before', async () => {
  const element = show(() => json(statistics()))
  await untilState(element, 'ready')
  server.routes.set(path, never)
  element.accountId = otherId
  expect(textOf(await untilState(element, 'loading'))).not.toContain('98,765.40')
})

test('a late answer about the record before is thrown away', async () => {
  const first = held()
  const element = show(first.reply)
  const errors = collect(element, 'koble-error')
  await until(() => server.seen.length === 1)
  server.routes.set(path, () => json(statistics({ values: [value('balance', '2.00')] })))
  element.accountId = otherId
  const box = await untilState(element, 'ready')
  first.answer(json(statistics({ values: [value('balance', '1.00')] })))
  await element.updateComplete
  expect(errors).toEqual([])
  expect(shownValue(box, 'balance')).toBe('EUR 2.00')
})

test('a refused token is renewed once, and the question is asked again', async () => {
  const refused: (string | undefined)[] = []
  const getToken = (options?: { refused?: string }): Promise<string> => {
    refused.push(options?.refused)
    return Promise.resolve(options?.refused === undefined ? 'old' : 'new')
  }
  const element = show(
    ({ token: sent }) => (sent === 'Bearer new' ? json(statistics()) : problem(401, 'token-refused', 'Expired.')),
    { getToken },
  )
  await untilState(element, 'ready')
  expect(refused).toEqual([undefined, 'old'])
})

test('a token that is refused twice asks the host to sign in, and tells why', async () => {
  const element = show(() => problem(401, 'token-refused', 'Expired.'), { getToken: undefined })
  const needed = collect(element, 'koble-auth-needed')
  await untilState(element, 'signedOut')
  await until(() => needed.length === 1)
  server.routes.set(path, () => json(statistics()))
  element.getToken = token
  await untilState(element, 'ready')
})

test('a broken answer is an error, never an empty or frozen box', async () => {
  for (const body of ['null', '[]', '{"state":"ok"}', '{"state":"?","values":[]}', '<html>']) {
    await untilState(
      show(() => new Response(body)),
      'error',
    )
  }
})

test('an answer with values that cannot be read shows the others', async () => {
  const values = [null, { key: 7 }, { key: 'balance', value: 'abc', kind: 'money', link: 'javascript:alert(1)' }]
  const box = await untilState(
    show(() => json({ state: 'ok', values })),
    'ready',
  )
  expect(shownValue(box, 'balance')).toBe('abc')
  expect(box.querySelector('a')).toBeNull()
})

test.each(['', 'tlh', 'not a tag!', 'de-CH'])(
  'the language %j draws figures, in English words where it has no catalogue',
  async (language) => {
    const element = show(() => json(statistics()))
    element.language = language
    await element.updateComplete
    const box = await untilState(element, 'ready')
    within(box).getByRole('heading', { name: 'Account statistics' })
    expect(box.lang).toBe('en')
  },
)
