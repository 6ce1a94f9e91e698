/** Live facts: by API key, and by the widget's token under the rights of its user in the CRM. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from './support/problem.ts'
import { accountOf, customerOf } from './support/records.ts'
import { crmUrl, erpUrl, openServerWorld, type ServerWorld } from './support/server-world.ts'
import { fromCrm, issue, widgetUser, type WidgetUser } from './support/widget-user.ts'
import { gate } from './support/gate.ts'

let world: ServerWorld
let connection = ''
let account = ''
let anna: WidgetUser

interface Facts extends Problem {
  readonly state: string
  readonly title: string
  readonly asOf: string | null
  readonly values: { readonly key: string; readonly value: string | null; readonly currency: string | null }[]
}
const bearer = (token: string, headers: Record<string, string> = fromCrm) => ({
  authorization: `Bearer ${token}`,
  ...headers,
})
const statistics = (headers: Record<string, string>, id = account) =>
  world.anyone.ask<Facts>('GET', `/api/facts/account-statistics?accountId=${id}`, undefined, headers)
const valueOf = (facts: Facts, key: string) => facts.values.find((one) => one.key === key)

beforeAll(async () => {
  world = await openServerWorld()
  connection = await world.connect()
  await world.run(connection, { kind: 'full' })
  account = (await accountOf(world, 'C-001')).accountid
  anna = await widgetUser(world, 'anna.krog')
})
afterAll(() => world.close())

describe('with an API key', () => {
  const ask = (path: string) => world.api.ask<Facts>('GET', path)
  const ofAccount = () => ask(`/facts/account-statistics?accountId=${account}&connection=${connection}`)

  test('account statistics are the ERP’s own figures, as of now', async () => {
    const customer = await customerOf(world, 'C-001')
    const journal = await world.erp.call<{ id: string }>('POST', '/customerPaymentJournals', {
      code: 'test',
      displayName: 'Test',
    })
    const path = `/customerPaymentJournals(${journal.id})`
    const before = (await ofAccount()).body
    expect(before).toMatchObject({ state: 'ok', title: 'Ålund & Søn A/S' })
    expect(valueOf(before, 'balance')).toMatchObject({ value: '0', currency: 'GBP' })
    await world.erp.call('POST', `${path}/customerPayments`, { customerId: customer.id, amount: -120.5 })
    await world.erp.call('POST', `${path}/Microsoft.NAV.post`)
    const after = (await ofAccount()).body
    expect(valueOf(after, 'balance')?.value).toBe('-120.5')
    expect(Date.parse(after.asOf ?? '')).toBeGreaterThanOrEqual(Date.parse(before.asOf ?? ''))
  })

  test('the coupling of a row is told with its state', async () => {
    const { body } = await ask(`/facts/coupling?entity=account&id=${account.toUpperCase()}&connection=${connection}`)
    expect(body).toMatchObject({ kind: 'coupling', state: 'ok' })
    expect(valueOf(body, 'state')?.value).toBe('coupled')
  })

  test('a row that is not coupled is told so, with what to do', async () => {
    const { body } = await ask(
      `/facts/account-statistics?accountId=00000000-0000-0000-0000-000000000001&connection=${connection}`,
    )
    expect(body).toMatchObject({ state: 'notCoupled', values: [] })
  })

  test.each([
    ['no connection', () => `/facts/account-statistics?accountId=${account}`, 400],
    ['an id that is no GUID', () => `/facts/account-statistics?accountId=1&connection=${connection}`, 400],
    ['no id', () => `/facts/coupling?entity=account&connection=${connection}`, 400],
    ['a connection that is not there', () => `/facts/account-statistics?accountId=${account}&connection=x`, 404],
  ])('%s is refused', async (_name, path, status) => {
    expect((await ask(path())).status).toBe(status)
  })

  test('an ERP that is down is a bad gateway, not a figure', async () => {
    world.network.answerAt(erpUrl, null)
    const answer = await ofAccount()
    world.network.answerAt(erpUrl, world.answers.erp)
    expect(answer.status).toBe(502)
    expect(answer.body.values).toBeUndefined()
  })

  test('figures come while a full synchronization is under way', async () => {
    const held = gate(world.answers.erp, (request) => request.url.includes('/customers?'))
    world.network.answerAt(erpUrl, held.answer)
    const { id } = await world.api.call<{ id: string }>('POST', `/connections/${connection}/jobs`, { kind: 'full' })
    await held.reached
    expect((await ofAccount()).body.state).toBe('ok')
    held.open()
    expect((await world.ended(id)).status).toBe('succeeded')
    world.network.answerAt(erpUrl, world.answers.erp)
  })
})

test('a user of the CRM whose account is switched off gets no figure any more', async () => {
  const bjarne = await widgetUser(world, 'bjarne.lund')
  const token = await bjarne.signIn()
  expect((await statistics(bearer(token))).status).toBe(200)
  await world.crm.call('PATCH', `/systemusers(${bjarne.id})`, { isdisabled: true })
  world.clock.advance(61_000)
  expect((await statistics(bearer(token))).status).toBe(403)
})

describe('the sign-in of a fact box', () => {
  test('opens the figures of a row that its user may read, on the CRM’s own pages only', async () => {
    const token = await anna.signIn()
    const answer = await statistics(bearer(token))
    expect(answer).toMatchObject({ status: 200, body: { state: 'ok' } })
    expect(answer.headers.get('access-control-allow-origin')).toBe(crmUrl)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const foreign = await statistics(bearer(token, { origin: 'https://evil.example' }))
    expect(foreign).toMatchObject({ status: 401, body: { code: 'token-foreign' } })
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('leaves no challenge row behind', async () => {
    await anna.signIn()
    expect(await world.crm.call('GET', '/koble_challenges')).toMatchObject({ value: [] })
  })

  test('by a user without rights to the row opens no figure, and the box can read why', async () => {
    const nora = await widgetUser(world, 'nora.back')
    const answer = await statistics(bearer(await nora.signIn()))
    expect(answer).toMatchObject({ status: 403, body: { code: 'no-permission' } })
    expect(answer.body.values).toBeUndefined()
    expect(answer.headers.get('access-control-allow-origin')).toBe(crmUrl)
  })

  test('opens neither the rest of the API nor another connection', async () => {
    const token = await anna.signIn()
    for (const path of ['/api/connections', '/api/jobs', '/api/events'])
      expect((await world.anyone.ask('GET', path, undefined, bearer(token))).status).toBe(401)
    const other = await world.anyone.ask(
      'GET',
      `/api/facts/account-statistics?accountId=${account}&connection=another`,
      undefined,
      bearer(token),
    )
    expect(other).toMatchObject({ status: 403, body: { code: 'foreign-connection' } })
  })

  test.each([
    ['another organization', { organization: 'https://other.example' }, fromCrm, 'origin-differs'],
    [
      'an organization that Koble does not know',
      { organization: 'https://other.example' },
      { origin: 'https://other.example' },
      'organization-unknown',
    ],
    ['no origin', { organization: crmUrl }, {}, 'origin-needed'],
    ['an opaque origin', { organization: crmUrl }, { origin: 'null' }, 'origin-needed'],
  ])('for %s is refused', async (_name, body, headers, code) => {
    expect(await world.anyone.ask('POST', '/api/widget/challenges', body, headers)).toMatchObject({
      status: 403,
      body: { code },
    })
  })

  test('with a nonce that was used is refused, even with a new row', async () => {
    const nonce = await anna.nonce()
    expect((await issue(world, nonce, await anna.write(nonce))).status).toBe(201)
    expect(await issue(world, nonce, await anna.write(nonce))).toMatchObject({
      status: 401,
      body: { code: 'nonce-unknown' },
    })
  })

  test('with a nonce from another origin is refused', async () => {
    const nonce = await anna.nonce()
    const answer = await issue(world, nonce, await anna.write(nonce), { origin: 'https://evil.example' })
    expect(answer).toMatchObject({ status: 401, body: { code: 'nonce-foreign' } })
  })

  test('with a nonce that is older than a minute is refused', async () => {
    const nonce = await anna.nonce()
    const row = await anna.write(nonce)
    world.clock.advance(60_001)
    expect(await issue(world, nonce, row)).toMatchObject({ status: 401, body: { code: 'nonce-expired' } })
  })

  test('with a row of another nonce, or none, is refused', async () => {
    const nonce = await anna.nonce()
    expect(await issue(world, nonce, await anna.write(await anna.nonce()))).toMatchObject({
      status: 401,
      body: { code: 'challenge-foreign' },
    })
    expect(await issue(world, await anna.nonce(), '00000000-0000-0000-0000-000000000001')).toMatchObject({
      status: 401,
      body: { code: 'challenge-missing' },
    })
  })

  test('with a row that was written in a user’s name is refused', async () => {
    const grant = await world.crmSite.ask<{ access_token: string }>(
      'POST',
      '/common/oauth2/v2.0/token',
      'grant_type=client_credentials&client_id=koble-demo&client_secret=koble-demo-secret&scope=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
    )
    const inHerName = world.crmSite.as({ authorization: `Bearer ${grant.body.access_token}`, mscrmcallerid: anna.id })
    const nonce = await anna.nonce()
    expect(await issue(world, nonce, await anna.write(nonce, inHerName))).toMatchObject({
      status: 401,
      body: { code: 'challenge-on-behalf' },
    })
  })

  test('of two who come with one nonce and row at once, one gets in', async () => {
    const nonce = await anna.nonce()
    const row = await anna.write(nonce)
    const answers = await Promise.all(Array.from({ length: 5 }, () => issue(world, nonce, row)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 401, 401, 401, 401])
  })

  test('ends after fifteen minutes', async () => {
    const token = await anna.signIn()
    world.clock.advance(15 * 60_000 + 1_000)
    expect(await statistics(bearer(token))).toMatchObject({ status: 401, body: { code: 'token-refused' } })
  })

  test.each(['x', 'a.b.c', ''])('cannot be made up (%j)', async (token) => {
    expect((await statistics(bearer(token))).status).toBe(401)
  })
})

test('a page of the CRM may ask before it sends, another may not', async () => {
  const preflight = (origin: string) =>
    world.anyone.ask('OPTIONS', '/api/widget/challenges', undefined, {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    })
  expect((await preflight(crmUrl)).headers.get('access-control-allow-origin')).toBe(crmUrl)
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
})
