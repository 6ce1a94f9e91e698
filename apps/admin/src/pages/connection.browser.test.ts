import '@koble/ui'
import { deep, findViolations, mount, unmount } from '@koble/ui/testing'
import { html } from 'lit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { later, refusal, scriptApi, type ApiScript } from '../testing/api-script.ts'
import { openAt, press, readable, shows, type } from '../testing/page-test.ts'
import { aConnection, anOverview, aTest } from '../testing/samples.ts'
import './connection-page.ts'
import './connections-page.ts'
import './new-connection-page.ts'

const address = location.pathname + location.search
const one = '/api/connections/c1'
let api: ApiScript

const openOne = async (widthPx?: number): Promise<HTMLElement> => {
  openAt('/connections/c1')
  const root = await mount(html`<admin-connection connection="c1"></admin-connection>`, widthPx)
  await shows(root, 'Client secret'.toLowerCase())
  return root
}
const openNew = (widthPx?: number): Promise<HTMLElement> => {
  openAt('/connections/new')
  return mount(html`<admin-new-connection></admin-new-connection>`, widthPx)
}
const fill = async (root: HTMLElement): Promise<void> => {
  const values = {
    name: 'Demo',
    'erp.baseUrl': 'http://erp.example/v2.0/sandbox',
    'erp.company': 'Fjordlys',
    'erp.clientId': 'a',
    'erp.clientSecret': 's1',
    'crm.baseUrl': 'http://crm.example',
    'crm.clientId': 'b',
    'crm.clientSecret': 's2',
  }
  for (const [name, value] of Object.entries(values)) await type(root, name, value)
}
const dialog = (): HTMLElement => deep(document, 'koble-ui-dialog[open]')

beforeEach(() => {
  api = scriptApi({
    [`GET ${one}`]: aConnection(),
    [`PATCH ${one}`]: aConnection({ name: 'Renamed' }),
    [`DELETE ${one}`]: undefined,
    [`GET ${one}/overview`]: anOverview(),
    [`POST ${one}/test`]: aTest(),
    'POST /api/connections': aConnection(),
  })
})
afterEach(() => {
  unmount()
  document.querySelectorAll('koble-ui-dialog, koble-ui-toasts').forEach((element) => element.remove())
  vi.unstubAllGlobals()
  openAt(address)
})

test.each([400, 1400])('the form for a new connection is accessible (%i px)', async (width) => {
  expect(await findViolations(await openNew(width))).toEqual([])
})

test('a new connection is sent as typed, and its page opens', async () => {
  const root = await openNew()
  await fill(root)
  await press(root, 'Create')
  await vi.waitFor(() => expect(location.pathname).toBe('/connections/c1'))
  expect(api.sent('POST')[0]?.body).toEqual({
    name: 'Demo',
    enabled: true,
    erp: {
      baseUrl: 'http://erp.example/v2.0/sandbox',
      company: 'Fjordlys',
      credentials: { tenant: 'common', clientId: 'a', clientSecret: 's1' },
    },
    crm: { baseUrl: 'http://crm.example', credentials: { tenant: 'common', clientId: 'b', clientSecret: 's2' } },
  })
})

test('what is missing is said at its field, and nothing is sent', async () => {
  const root = await openNew()
  await press(root, 'Create')
  await shows(root, 'Enter Name.')
  expect(api.sent('POST')).toEqual([])
})

test('a refused connection says why and keeps what was typed', async () => {
  api.answer('POST /api/connections', refusal(422, 'company-not-found', 'The ERP has no company "Fjordlys".'))
  const root = await openNew()
  await fill(root)
  await press(root, 'Create')
  await shows(root, 'The ERP has no company "Fjordlys".')
  expect(deep<HTMLInputElement>(deep(root, 'koble-ui-field[name=name]').shadowRoot!, 'input').value).toBe('Demo')
  expect(await findViolations(root)).toEqual([])
})

test('a test shows each check as it is', async () => {
  const running = later()
  api.answer(`POST ${one}/test`, () => running.answer)
  const root = await openOne()
  await press(root, 'Test now')
  expect(await findViolations(root)).toEqual([])
  running.come(aTest())
  await shows(root, '1 of 2 checks failed.')
  const text = readable(root)
  for (const part of [
    'ERP: Sign-in',
    'Business Central accepts the credentials.',
    'The secret has expired. Make a new one.',
  ])
    expect(text).toContain(part)
  expect(await findViolations(root)).toEqual([])
})

test('a stored secret is neither shown nor sent again', async () => {
  const root = await openOne()
  await type(root, 'name', 'Renamed')
  await press(root, 'Save')
  await shows(root, 'Renamed')
  expect(api.sent('PATCH')[0]?.body).toEqual({ name: 'Renamed', enabled: true })
})

test('another client needs its own secret', async () => {
  const root = await openOne()
  await type(root, 'crm.clientId', 'other')
  await press(root, 'Save')
  await shows(root, 'The CRM has another client now: type its secret too.')
  expect(api.sent('PATCH')).toEqual([])
  await type(root, 'crm.clientSecret', 'new')
  await press(root, 'Save')
  await vi.waitFor(() =>
    expect(api.sent('PATCH')[0]?.body).toEqual({
      name: 'Demo',
      enabled: true,
      crm: { credentials: { tenant: 'common', clientId: 'other', clientSecret: 'new' } },
    }),
  )
})

test('deleting names what goes and what stays', async () => {
  const root = await openOne()
  await press(root, 'Delete')
  await shows(dialog(), '40 couplings, conflicts and history')
  expect(readable(dialog())).toContain('The records in both systems stay as they are.')
  expect(await findViolations(dialog())).toEqual([])
  expect(api.sent('DELETE')).toEqual([])
  await press(dialog(), 'Delete 1 connection')
  await vi.waitFor(() => expect(location.pathname).toBe('/connections'))
})

test.each([400, 1400])('the list names company and both addresses (%i px)', async (width) => {
  const list = { value: { items: [aConnection()], next: null }, problem: undefined, loading: false }
  const root = await mount(html`<admin-connections .list=${list}></admin-connections>`, width)
  await shows(root, 'Fjordlys Trading')
  expect(readable(root)).toContain('http://127.0.0.1:4020')
  expect(await findViolations(root)).toEqual([])
})
