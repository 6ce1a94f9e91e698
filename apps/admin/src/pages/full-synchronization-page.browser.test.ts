import '@koble/ui'
import { deep, findViolations, mount, unmount } from '@koble/ui/testing'
import { html } from 'lit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import '../live/live-line.ts'
import { later, refusal, scriptApi, type ApiScript } from '../testing/api-script.ts'
import { openAt, press, readable, shows } from '../testing/page-test.ts'
import { aJob, aReview, page } from '../testing/samples.ts'
import './full-synchronization-page.ts'

const address = location.pathname + location.search
const review = 'GET /api/connections/c1/full-synchronization'
let api: ApiScript

const open = (path = '/connections/c1/full-synchronization', widthPx?: number): Promise<HTMLElement> => {
  openAt(path)
  return mount(
    html`<admin-live-line connection="c1"></admin-live-line
      ><admin-full-synchronization connection="c1"></admin-full-synchronization>`,
    widthPx,
  )
}
const dialog = (): HTMLElement => deep(document, 'koble-ui-dialog[open]')

beforeEach(() => {
  api = scriptApi({
    [review]: aReview(),
    'GET /api/jobs': page(),
    'GET /api/jobs/j1': aJob(),
    'POST /api/connections/c1/jobs': { id: 'j1' },
    'POST /api/jobs/j1/cancel': aJob({ status: 'cancelled' }),
    'POST /api/jobs/j1/resume': aJob({ status: 'queued' }),
  })
})
afterEach(() => {
  unmount()
  document.querySelectorAll('koble-ui-dialog, koble-ui-toasts').forEach((element) => element.remove())
  vi.useRealTimers()
  vi.unstubAllGlobals()
  openAt(address)
})

test.each([400, 1400])('the review lists the tables in order with direction and counts (%i px)', async (width) => {
  const root = await open(undefined, width)
  await shows(root, 'Customers')
  const text = readable(deep(root, 'admin-full-synchronization'))
  expect(text.indexOf('Currencies')).toBeLessThan(text.indexOf('Customers'))
  for (const part of ['ERP to CRM', 'Both ways', 'Synchronized', 'New', '40', 'not counted'])
    expect(text).toContain(part)
  expect(await findViolations(root)).toEqual([])
})

test('starting names its effect and count, and sends nothing before it is confirmed', async () => {
  const root = await open()
  await shows(root, 'Customers')
  await press(root, 'Start')
  await shows(dialog(), '42 ERP records and 0 CRM records are not coupled yet.')
  expect(readable(dialog())).toContain('Synchronize 2 tables')
  expect(api.sent('POST')).toEqual([])
  await press(dialog(), 'Synchronize 2 tables')
  await vi.waitFor(() => expect(location.search).toBe('?job=j1'))
  expect(api.sent('POST')[0]?.body).toEqual({ kind: 'full' })
  await shows(root, 'about 1 min 15 s left')
})

test('a run that goes on is shown with rate and time left, and cannot be started twice', async () => {
  api.answer('GET /api/jobs', page(aJob()))
  const root = await open()
  await shows(root, '20 of 80 records · 12.5 a second · about 1 min 15 s left')
  expect(readable(root)).toContain('12 of 72')
  expect(deep(root, 'koble-ui-button[kind=primary]').hasAttribute('disabled')).toBe(true)
  expect(await findViolations(root)).toEqual([])
})

test('progress follows the event stream until the result', async () => {
  const root = await open('/connections/c1/full-synchronization?job=j1')
  await shows(root, '20 of 80 records')
  api.answer('GET /api/jobs/j1', aJob({ progress: { ...aJob().progress, done: 60, secondsLeft: 5 } }))
  api.say('job', { connection: 'c1', job: 'j1', status: 'running' })
  await shows(root, '60 of 80 records · 12.5 a second · about 5 s left')
  api.answer('GET /api/jobs/j1', aJob({ status: 'succeeded', finishedAt: '2026-01-31T10:01:00.000Z' }))
  api.say('job', { connection: 'c1', job: 'j1', status: 'ended' })
  await shows(root, '5 coupled, 3 inserted, 2 modified, 10 unchanged.')
  await vi.waitFor(() =>
    expect(api.requests.filter(({ path }) => path.endsWith('full-synchronization'))).toHaveLength(2),
  )
  expect(await findViolations(root)).toEqual([])
})

test('what the stream says of another job reads nothing anew', async () => {
  const root = await open('/connections/c1/full-synchronization?job=j1')
  await shows(root, '20 of 80 records')
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const read = (): number => api.requests.filter(({ path }) => path === '/api/jobs/j1').length
  const before = read()
  api.say('job', { connection: 'c1', job: 'another', status: 'running' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(read()).toBe(before)
  api.say('job', { connection: 'c1', job: 'j1', status: 'running' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(read()).toBe(before + 1)
})

test('cancelling says what stays, and the job can be resumed', async () => {
  const root = await open('/connections/c1/full-synchronization?job=j1')
  await shows(root, '20 of 80 records')
  await press(root, 'Cancel')
  await shows(dialog(), 'What is done stays done (20 records so far)')
  await press(dialog(), 'Cancel the job')
  await shows(root, 'Cancelled: what is done stays done')
  await press(root, 'Resume')
  await vi.waitFor(() =>
    expect(api.sent('POST').map(({ path }) => path)).toEqual(['/api/jobs/j1/cancel', '/api/jobs/j1/resume']),
  )
  await shows(root, 'Queued')
})

test('a review that fails says why, with the correlation id, and can be tried again', async () => {
  api.answer(review, refusal(502, 'unavailable', 'The ERP did not answer.'))
  const root = await open()
  await shows(root, 'The ERP did not answer.')
  expect(readable(root)).toContain('corr-1')
  expect(await findViolations(root)).toEqual([])
  api.answer(review, aReview())
  await press(root, 'Try again')
  await shows(root, 'Customers')
})

test('while the review loads, the table keeps its place', async () => {
  const waiting = later()
  api.answer(review, () => waiting.answer)
  const root = await open()
  expect(deep(root, 'koble-ui-table').hasAttribute('loading')).toBe(true)
  expect(await findViolations(root)).toEqual([])
  waiting.come(aReview())
  await shows(root, 'Customers')
})
