import '@koble/ui'
import { deep, findViolations, mount, settled, unmount } from '@koble/ui/testing'
import { html, type TemplateResult } from 'lit'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { later, refusal, scriptApi, type ApiScript } from '../testing/api-script.ts'
import { openAt, press, readable, shows } from '../testing/page-test.ts'
import { aConflict, aConnection, aCoupling, aJob, anOverview, aWaiting, page } from '../testing/samples.ts'
import './conflicts-page.ts'
import './jobs-page.ts'
import './overview-page.ts'
import './skipped-page.ts'
import './waiting-page.ts'

type Case = {
  readonly name: string
  readonly request: string
  readonly template: TemplateResult
  readonly filled: unknown
  readonly shown: string
  readonly empty: unknown
  readonly emptyText: string
}

const cases: readonly Case[] = [
  {
    name: 'overview',
    request: 'GET /api/connections/c1/overview',
    template: html`<admin-overview connection="c1"></admin-overview>`,
    filled: anOverview(),
    shown: 'Customers',
    empty: { mappings: [], worker: { running: false, lastSeen: null } },
    emptyText: 'This connection has no mappings',
  },
  {
    name: 'jobs',
    request: 'GET /api/jobs',
    template: html`<admin-jobs connection="c1"></admin-jobs>`,
    filled: page(aJob({ status: 'succeeded', finishedAt: '2026-01-31T10:01:05.000Z' })),
    shown: '1 min 5 s',
    empty: page(),
    emptyText: 'Nothing ran yet',
  },
  {
    name: 'conflicts',
    request: 'GET /api/connections/c1/conflicts',
    template: html`<admin-conflicts connection="c1"></admin-conflicts>`,
    filled: page(aConflict()),
    shown: 'Name, Credit limit',
    empty: page(),
    emptyText: 'No conflicts',
  },
  {
    name: 'skipped',
    request: 'GET /api/connections/c1/skipped',
    template: html`<admin-skipped connection="c1"></admin-skipped>`,
    filled: page(aCoupling({ state: 'skipped', problem: 'The ERP refused the name.' })),
    shown: 'The ERP refused the name.',
    empty: page(),
    emptyText: 'Nothing is skipped',
  },
  {
    name: 'waiting',
    request: 'GET /api/connections/c1/waiting',
    template: html`<admin-waiting connection="c1"></admin-waiting>`,
    filled: page(aWaiting()),
    shown: 'Customer in the CRM',
    empty: page(),
    emptyText: 'Nothing waits',
  },
]

const address = location.pathname + location.search
let api: ApiScript

beforeEach(() => {
  openAt('/connections/c1')
  api = scriptApi({ 'GET /api/connections/c1': aConnection() })
})
afterEach(() => {
  unmount()
  document.querySelectorAll('koble-ui-dialog, koble-ui-toasts').forEach((element) => element.remove())
  vi.unstubAllGlobals()
  openAt(address)
})

describe.each(cases)('$name', ({ request, template, filled, shown, empty, emptyText }) => {
  test.each([400, 1400])('shows its rows (%i px)', async (width) => {
    api.answer(request, filled)
    const root = await mount(template, width)
    await shows(root, shown)
    expect(await findViolations(root)).toEqual([])
  })

  test('empty, it says what to expect or do', async () => {
    api.answer(request, empty)
    const root = await mount(template)
    await shows(root, emptyText)
    expect(await findViolations(root)).toEqual([])
  })

  test('while it loads, rows keep their place', async () => {
    const waiting = later()
    api.answer(request, () => waiting.answer)
    const root = await mount(template)
    expect(deep(root, 'koble-ui-table').hasAttribute('loading')).toBe(true)
    expect(await findViolations(root)).toEqual([])
    waiting.come(filled)
    await shows(root, shown)
  })

  test('failed, it says why with the correlation id, and tries again on demand', async () => {
    api.answer(request, refusal(500, 'internal', 'Something went wrong inside Koble.'))
    const root = await mount(template)
    await shows(root, 'Something went wrong inside Koble.')
    expect(readable(root)).toContain('corr-1')
    expect(await findViolations(root)).toEqual([])
    api.answer(request, filled)
    await press(root, 'Try again')
    await shows(root, shown)
  })
})

test('retrying skipped records names how many, and sends the chosen ones', async () => {
  api.answer('GET /api/connections/c1/skipped', page(aCoupling(), aCoupling({ id: 'k2', erpName: 'Other' })))
  api.answer('POST /api/connections/c1/skipped/retry', { retried: 1 })
  const root = await mount(html`<admin-skipped connection="c1"></admin-skipped>`)
  await shows(root, 'Other')
  deep<HTMLInputElement>(root, 'input[aria-label="Select Other"]').click()
  await settled()
  await press(root, 'Retry 1 selected')
  expect(api.sent('POST')).toEqual([])
  await press(deep(document, 'koble-ui-dialog[open]'), 'Retry 1 record')
  await vi.waitFor(() => expect(api.sent('POST')[0]?.body).toEqual({ ids: ['k2'] }))
  await shows(document, 'Tried 1 record again.')
})

test('synchronizing from the overview starts a job and leads to it', async () => {
  api.answer('GET /api/connections/c1/overview', anOverview())
  api.answer('POST /api/connections/c1/jobs', { id: 'j9' })
  const root = await mount(html`<admin-overview connection="c1"></admin-overview>`)
  await shows(root, 'Customers')
  await press(root, 'Synchronize now')
  await shows(document, 'Synchronization is queued.')
  expect(api.sent('POST')[0]?.body).toEqual({ kind: 'synchronize' })
  await press(document.body, 'Open the job')
  expect(location.pathname).toBe('/connections/c1/jobs/j9')
})

test('a job that is refused says why', async () => {
  api.answer('GET /api/connections/c1/overview', anOverview())
  api.answer(
    'POST /api/connections/c1/jobs',
    refusal(422, 'connection-disabled', 'The connection "Demo" is switched off.'),
  )
  const root = await mount(html`<admin-overview connection="c1"></admin-overview>`)
  await shows(root, 'Customers')
  await press(root, 'Synchronize now')
  await shows(document, 'The connection "Demo" is switched off. (correlation id corr-1)')
})
