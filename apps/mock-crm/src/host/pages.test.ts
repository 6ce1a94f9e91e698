/** Sign-in, the session's cookie on the Web API, web resources, the host's policy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { origin, openClient, type Client } from '../testing/client.ts'

let client: Client
let cookie: string

const own = { 'Sec-Fetch-Site': 'same-origin', Origin: origin }
const signIn = (body: object, headers: Readonly<Record<string, string>> = own) =>
  client.call('POST', '/session', { token: null, body, headers })

beforeAll(async () => {
  client = await openClient()
  const answer = await signIn({ email: 'anna.krog@fjordlys.example', password: 'koble-demo' })
  cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
})
afterAll(() => client.crm.close())

it('the process is healthy', async () => {
  const answer = await client.call('GET', '/healthz', { token: null })
  expect([answer.status, answer.json['status']]).toEqual([200, 'ok'])
})

describe('sign-in', () => {
  it('the right password opens a session whose cookie scripts cannot read', async () => {
    const answer = await signIn({ email: 'anna.krog@fjordlys.example', password: 'koble-demo' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Set-Cookie')).toMatch(/HttpOnly; SameSite=Lax/)
    expect(answer.json['user']).toMatchObject({ name: 'Anna Krog', roles: ['Salesperson'] })
  })

  it.each([
    ['a wrong password', { email: 'anna.krog@fjordlys.example', password: 'x' }, own, 401],
    ['an unknown user', { email: 'nobody@fjordlys.example', password: 'koble-demo' }, own, 401],
    ['the application user', { email: 'koble@fjordlys.example', password: 'koble-demo' }, own, 401],
    [
      'another site',
      { email: 'anna.krog@fjordlys.example', password: 'koble-demo' },
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
      403,
    ],
  ])('%s opens none', async (_, body, headers, status) => {
    const answer = await signIn(body, headers)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('Set-Cookie')).toBeNull()
  })
})

describe('the Web API with the session', () => {
  const send = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: object) =>
    client.call(method, path, { token: null, headers: { Cookie: cookie, ...headers }, ...(body ? { body } : {}) })

  it('reads as the signed-in user', async () => {
    const answer = await send('GET', 'WhoAmI', {})
    const user = await send('GET', `systemusers(${String(answer.json['UserId'])})?$select=fullname`, {})
    expect(user.json['fullname']).toBe('Anna Krog')
  })

  it('writes from its own pages', async () => {
    const answer = await send('POST', 'accounts', own, { name: 'From the page' })
    expect(answer.status).toBe(204)
  })

  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['another port of the same machine', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://127.0.0.1:4000' }],
    ['a sender that says nothing', {}],
  ])('refuses writes from %s', async (_, headers) => {
    const answer = await send('POST', 'accounts', headers as Record<string, string>, { name: 'Forged' })
    expect(answer.status).toBe(403)
  })

  it('a bad token is refused whatever cookie stands beside it', async () => {
    expect((await send('GET', 'WhoAmI', { Authorization: 'Bearer nonsense' })).status).toBe(401)
  })

  it('ends with signing out', async () => {
    const other =
      (await signIn({ email: 'bjarne.lund@fjordlys.example', password: 'koble-demo' })).headers.get('Set-Cookie') ?? ''
    const session = { Cookie: other.split(';')[0] ?? '' }
    expect((await client.call('GET', 'WhoAmI', { token: null, headers: session })).status).toBe(200)
    expect((await client.call('DELETE', '/session', { token: null, headers: { ...session, ...own } })).status).toBe(204)
    expect((await client.call('GET', 'WhoAmI', { token: null, headers: session })).status).toBe(401)
  })
})

describe('web resources', () => {
  const page = Buffer.from('<!doctype html><title>Facts</title>').toString('base64')

  it('a row is served under its name to signed-in users, with the host’s policy', async () => {
    await client.create('webresourceset', {
      name: 'koble_/fact-boxes.html',
      displayname: 'Facts',
      webresourcetype: 1,
      content: page,
    })
    const answer = await client.call('GET', '/WebResources/koble_/fact-boxes.html?typename=account', {
      token: null,
      headers: { Cookie: cookie },
    })
    expect([answer.status, answer.text]).toEqual([200, '<!doctype html><title>Facts</title>'])
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('Content-Security-Policy')).toContain(
      "connect-src 'self' blob: data: wss: http://127.0.0.1:*",
    )
    expect((await client.call('GET', '/WebResources/koble_/fact-boxes.html', { token: null })).status).toBe(401)
  })

  it('a name that is not installed is 404, and a name is used once', async () => {
    const missing = await client.call('GET', '/WebResources/koble_/none.html', {
      token: null,
      headers: { Cookie: cookie },
    })
    expect([missing.status, missing.text]).toEqual([404, 'The web resource koble_/none.html is not installed.'])
    expect((await client.post('webresourceset', { name: 'koble_/fact-boxes.html', webresourcetype: 1 })).status).toBe(
      400,
    )
  })

  it('an update of the content is served at once', async () => {
    const id = await client.create('webresourceset', {
      name: 'koble_/a.js',
      webresourcetype: 3,
      content: Buffer.from('1').toString('base64'),
    })
    await client.patch(`webresourceset(${id})`, { content: Buffer.from('2').toString('base64') })
    expect(
      (await client.call('GET', '/WebResources/koble_/a.js', { token: null, headers: { Cookie: cookie } })).text,
    ).toBe('2')
  })

  it('the global context script speaks of the signed-in user', async () => {
    const answer = await client.call('GET', '/WebResources/ClientGlobalContext.js.aspx', {
      token: null,
      headers: { Cookie: cookie },
    })
    expect(answer.text).toContain('GetGlobalContext')
    expect(answer.text).toContain('Anna Krog')
  })
})

it('a record’s address of the service leads to its page', async () => {
  const answer = await client.call(
    'GET',
    '/main.aspx?pagetype=entityrecord&etn=account&id=%7B11111111-2222-4333-8444-555555555555%7D',
    { token: null },
  )
  expect([answer.status, answer.headers.get('Location')]).toEqual([
    302,
    '/accounts/11111111-2222-4333-8444-555555555555',
  ])
})
