import '@koble/ui'
import { deep, findViolations, mount, settled, unmount } from '@koble/ui/testing'
import { html } from 'lit'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Coupling } from '../api/types.ts'
import { refusal, scriptApi, type ApiScript } from '../testing/api-script.ts'
import { openAt, press, readable, shows, type } from '../testing/page-test.ts'
import { aConflict, aCoupling, aHistory, anOverview, page } from '../testing/samples.ts'
import './coupling-page.ts'
import './couplings-page.ts'

const address = location.pathname + location.search
const list = 'GET /api/connections/c1/couplings'
const one = '/api/connections/c1/couplings/k1'
let api: ApiScript

const openList = (query = '', widthPx?: number): Promise<HTMLElement> => {
  openAt(`/connections/c1/couplings${query}`)
  return mount(html`<admin-couplings connection="c1"></admin-couplings>`, widthPx)
}
const openOne = (widthPx?: number): Promise<HTMLElement> => {
  openAt('/connections/c1/couplings/k1')
  return mount(html`<admin-coupling connection="c1" coupling="k1"></admin-coupling>`, widthPx)
}
const dialog = (): HTMLElement => deep(document, 'koble-ui-dialog[open]')
const lastQuery = (): string =>
  api.requests
    .filter(({ path }) => path.endsWith('/couplings'))
    .at(-1)
    ?.query.toString() ?? ''

beforeEach(() => {
  api = scriptApi({
    [list]: page(aCoupling()),
    'GET /api/connections/c1/overview': anOverview(),
    'GET /api/connections/c1/conflicts': page(aConflict()),
    [`GET ${one}`]: aCoupling(),
    [`GET ${one}/history`]: page(aHistory()),
    [`POST ${one}/synchronize`]: aCoupling(),
    [`DELETE ${one}`]: undefined,
    'POST /api/connections/c1/skipped/retry': { retried: 1 },
  })
})
afterEach(() => {
  unmount()
  document.querySelectorAll('koble-ui-dialog, koble-ui-toasts').forEach((element) => element.remove())
  vi.unstubAllGlobals()
  openAt(address)
})

describe('the list', () => {
  test.each([400, 1400])('names both records with their ids and the way into both systems (%i px)', async (width) => {
    const root = await openList('', width)
    await shows(root, 'Cafe Nord ApS')
    const text = readable(root)
    for (const part of ['Cafe Nord', '6e786e0f', 'cf6ff8ee', 'In sync', 'Customer']) expect(text).toContain(part)
    expect(deep<HTMLAnchorElement>(root, 'a[href="http://127.0.0.1:4010/customers/1"]').rel).toBe('noopener')
    expect(deep(root, 'a[href="http://127.0.0.1:4020/accounts/1"]')).toBeDefined()
    expect(await findViolations(root)).toEqual([])
  })

  test('takes its filter from the address', async () => {
    const root = await openList('?search=nord&mapping=customer&state=conflict')
    await shows(root, 'Cafe Nord')
    expect(lastQuery()).toBe('limit=100&search=nord&mapping=customer&state=conflict')
  })

  test('keeps what is searched in the address, and asks for the last of it', async () => {
    const root = await openList()
    await shows(root, 'Cafe Nord')
    for (const text of ['n', 'no', 'nor', 'nord']) await type(root, 'search', text)
    await vi.waitFor(() => expect(lastQuery()).toContain('search=nord'))
    expect(location.search).toBe('?search=nord')
    await press(root, 'Clear filters')
    await vi.waitFor(() => expect(lastQuery()).toBe('limit=100'))
    expect(location.search).toBe('')
  })

  test('an unknown state in the address filters nothing', async () => {
    const root = await openList('?state=nonsense')
    await shows(root, 'Cafe Nord')
    expect(lastQuery()).toBe('limit=100')
  })

  test('loads further pages where the first ended', async () => {
    api.answer(list, ({ query }: { query: URLSearchParams }) =>
      query.get('cursor') === null
        ? { items: [aCoupling()], next: 'more' }
        : page(aCoupling({ id: 'k2', erpName: 'Second page', crmName: 'Second row' })),
    )
    const root = await openList()
    await shows(root, 'Cafe Nord')
    await press(root, 'Load more')
    await shows(root, 'Second page')
    expect(readable(root)).toContain('Cafe Nord')
    expect(lastQuery()).toContain('cursor=more')
  })

  test.each([
    ['', 'Nothing is coupled yet'],
    ['?search=x', 'No coupling matches'],
  ])('empty under "%s" says what to do next', async (query, text) => {
    api.answer(list, page())
    const root = await openList(query)
    await shows(root, text)
    expect(await findViolations(root)).toEqual([])
  })
})

describe('one coupling', () => {
  test.each([400, 1400])('shows both sides and the history field by field (%i px)', async (width) => {
    const root = await openOne(width)
    await shows(root, 'Changed in CRM')
    const text = readable(root)
    for (const part of ['6e786e0f-0000-4000-8000-000000000001', 'Open in ERP', 'Open in CRM', 'Telephone1'])
      expect(text).toContain(part)
    expect(await findViolations(root)).toEqual([])
  })

  test.each(['toCrm', 'toErp', 'both'])('is synchronized %s on demand', async (key) => {
    const root = await openOne()
    await shows(root, 'Changed in CRM')
    deep(root, 'koble-ui-menu').dispatchEvent(new CustomEvent('ui-action', { detail: { key } }))
    await vi.waitFor(() => expect(api.sent('POST')[0]?.body).toEqual({ direction: key }))
    await shows(document, 'Synchronized.')
  })

  test('is uncoupled only after its effect was named', async () => {
    const root = await openOne()
    await shows(root, 'Changed in CRM')
    await press(root, 'Uncouple')
    await shows(dialog(), 'stay as they are, but are no longer kept in step. Nothing is deleted.')
    expect(api.sent('DELETE')).toEqual([])
    await press(dialog(), 'Uncouple 1 coupling')
    await vi.waitFor(() => expect(location.pathname).toBe('/connections/c1/couplings'))
    expect(api.sent('DELETE').map(({ path }) => path)).toEqual([one])
  })

  test('refused to be uncoupled stays, and says why', async () => {
    api.answer(`DELETE ${one}`, refusal(502, 'unavailable', 'The CRM did not answer.'))
    const root = await openOne()
    await shows(root, 'Changed in CRM')
    await press(root, 'Uncouple')
    await press(dialog(), 'Uncouple 1 coupling')
    await shows(document, 'The CRM did not answer. (correlation id corr-1)')
    expect(location.pathname).toBe('/connections/c1/couplings/k1')
  })

  test.each<[Coupling['state'], string]>([
    ['skipped', 'The ERP refused the name.'],
    ['failed', 'The ERP refused the name.'],
    ['conflict', 'Decide'],
    ['waiting', 'Waiting'],
    ['creating', 'Being created'],
  ])('%s says so', async (state, text) => {
    api.answer(`GET ${one}`, aCoupling({ state, problem: state === 'conflict' ? null : 'The ERP refused the name.' }))
    const root = await openOne()
    await shows(root, text)
    await settled()
    expect(await findViolations(root)).toEqual([])
  })

  test('skipped is retried by its id', async () => {
    api.answer(`GET ${one}`, aCoupling({ state: 'skipped', problem: 'Refused.' }))
    const root = await openOne()
    await shows(root, 'Refused.')
    await press(root, 'Retry')
    await vi.waitFor(() => expect(api.sent('POST')[0]?.body).toEqual({ ids: ['k1'] }))
  })

  test('in conflict leads to its own conflict', async () => {
    api.answer(`GET ${one}`, aCoupling({ state: 'conflict' }))
    const root = await openOne()
    await vi.waitFor(() => expect(deep(root, 'koble-ui-button[href="/connections/c1/conflicts/x1"]')).toBeDefined())
  })

  test('that is not there says so', async () => {
    api.answer(`GET ${one}`, refusal(404, 'not-found', 'Coupling k1 is not there.'))
    const root = await openOne()
    await shows(root, 'Coupling k1 is not there.')
    expect(await findViolations(root)).toEqual([])
  })
})
