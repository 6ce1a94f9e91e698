import '@koble/ui'
import { deep, findViolations, mount, unmount } from '@koble/ui/testing'
import { navigate } from '@koble/ui'
import { html } from 'lit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { refusal, scriptApi, type ApiScript } from '../testing/api-script.ts'
import { openAt, press, readable, shows, type } from '../testing/page-test.ts'
import { aConnection, anOverview, page } from '../testing/samples.ts'
import './admin-app.ts'

const address = location.pathname + location.search
let api: ApiScript

const open = (path = '/', widthPx?: number): Promise<HTMLElement> => {
  openAt(path)
  return mount(html`<admin-app></admin-app>`, widthPx)
}

beforeEach(() => {
  api = scriptApi({
    'GET /api/session': refusal(401, 'sign-in-needed', 'Nobody is signed in.'),
    'GET /api/connections': page(aConnection()),
    'GET /api/connections/c1': aConnection(),
    'GET /api/connections/c1/overview': anOverview(),
    'GET /api/connections/c1/waiting': page(),
    'POST /api/session': { subject: 'admin' },
    'DELETE /api/session': undefined,
  })
})
afterEach(() => {
  unmount()
  document.querySelectorAll('koble-ui-toasts').forEach((element) => element.remove())
  vi.unstubAllGlobals()
  openAt(address)
})

test.each([400, 1400])('without a session the sign-in stands alone (%i px)', async (width) => {
  const root = await open('/', width)
  await shows(root, 'Admin key')
  expect(await findViolations(root)).toEqual([])
  expect(api.requests.map(({ path }) => path)).toEqual(['/api/session'])
})

test('a wrong key is refused with what to do, and the right one opens the page that was asked for', async () => {
  api.answer('POST /api/session', refusal(401, 'key-refused', 'This key is not valid.'))
  const root = await open('/connections/c1/waiting')
  await shows(root, 'Admin key')
  await type(root, 'key', 'wrong')
  await press(root, 'Sign in')
  await shows(root, 'This key is not valid.')
  expect(readable(root)).toContain('corr-1')
  expect(await findViolations(root)).toEqual([])
  api.answer('POST /api/session', { subject: 'admin' })
  await type(root, 'key', ' right ')
  await press(root, 'Sign in')
  await shows(root, 'Nothing waits')
  expect(api.sent('POST')[1]?.body).toEqual({ key: 'right' })
  expect(location.pathname).toBe('/connections/c1/waiting')
})

test('an empty key is not sent', async () => {
  const root = await open()
  await shows(root, 'Admin key')
  await press(root, 'Sign in')
  await shows(root, 'Enter Admin key.')
  expect(api.sent('POST')).toEqual([])
})

test('signed in, the first page is the overview of the first connection, with what waits for a person in the navigation', async () => {
  api.answer('GET /api/session', { subject: 'admin' })
  const root = await open('/', 1400)
  await shows(root, 'Health')
  await vi.waitFor(() => expect(location.pathname).toBe('/connections/c1/overview'))
  await shows(deep(root, 'koble-ui-shell'), 'Conflicts 2')
  await shows(root, 'Live')
  expect(await findViolations(root)).toEqual([])
})

test('an installation without a connection says how to begin', async () => {
  api.answer('GET /api/session', { subject: 'admin' })
  api.answer('GET /api/connections', page())
  const root = await open()
  await shows(root, 'No connection yet')
  expect(await findViolations(root)).toEqual([])
})

test('a session that ends meanwhile brings the sign-in back, at the same address', async () => {
  api.answer('GET /api/session', { subject: 'admin' })
  const root = await open('/connections/c1/overview')
  await shows(root, 'Health')
  api.answer('GET /api/connections/c1/waiting', refusal(401, 'sign-in-needed', 'Sign in.'))
  navigate('/connections/c1/waiting')
  await shows(root, 'Admin key')
  expect(location.pathname).toBe('/connections/c1/waiting')
})

test('signing out ends the session', async () => {
  api.answer('GET /api/session', { subject: 'admin' })
  const root = await open('/connections/c1/overview')
  await shows(root, 'Health')
  await press(root, 'Sign out')
  await shows(root, 'Admin key')
  expect(api.sent('DELETE').map(({ path }) => path)).toEqual(['/api/session'])
})

test('a server that cannot be reached is named, and asked again on demand', async () => {
  api.answer('GET /api/session', () => {
    throw new TypeError('Failed to fetch')
  })
  const root = await open()
  await shows(root, 'The server cannot be reached')
  expect(await findViolations(root)).toEqual([])
  api.answer('GET /api/session', { subject: 'admin' })
  await press(root, 'Try again')
  await shows(root, 'Health')
})

test('what the stream says is read anew: the navigation counts what the overview counts', async () => {
  api.answer('GET /api/session', { subject: 'admin' })
  const root = await open('/connections/c1/waiting', 1400)
  await shows(deep(root, 'koble-ui-shell'), 'Conflicts 2')
  api.answer('GET /api/connections/c1/overview', anOverview({ conflicts: 3 }))
  api.say('conflict', { connection: 'c1', conflict: 'x' })
  await shows(deep(root, 'koble-ui-shell'), 'Conflicts 3')
})
