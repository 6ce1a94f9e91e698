/** How a box behaves: links, copying, focus, events, its life in the page. */
import { within } from '@testing-library/dom'
import { html } from 'lit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  erpLink,
  held,
  json,
  problem,
  startFakeServer,
  statistics,
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
import { collect, mount, textOf, unmount, until, untilState } from '../testing/test-page.ts'
import type { KobleAccountStatistics } from './account-statistics.ts'

let server: FakeServer
beforeEach(() => {
  server = startFakeServer()
})
afterEach(() => {
  vi.useRealTimers()
  unmount()
  server.stop()
})

const show = (reply: Reply, options?: ShowOptions): KobleAccountStatistics => showStatistics(server, reply, options)

const never: Reply = () => new Promise<Response>(() => {})

test('the link opens the ERP in a new tab and says so; the host may open it another way', async () => {
  const element = show(() => json(statistics()))
  const box = await untilState(element, 'ready')
  const link = within(box).getByRole('link', { name: 'Open in the ERP (opens in a new tab)' })
  expect([link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]).toEqual([
    erpLink,
    '_blank',
    'noopener noreferrer',
  ])
  const opened = collect(element, 'koble-navigate')
  element.addEventListener('koble-navigate', (event) => event.preventDefault())
  const click = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true })
  link.dispatchEvent(click)
  expect([click.defaultPrevented, opened]).toEqual([true, [{ url: erpLink, target: '_blank' }]])
})

test('copying takes the shown text, tells the host, and says so', async () => {
  const copied: string[] = []
  Object.defineProperty(navigator, 'clipboard', {
    value: { writeText: async (text: string) => void copied.push(text) },
    configurable: true,
  })
  const element = show(() => json(statistics()))
  const events = collect(element, 'koble-copy')
  const box = await untilState(element, 'ready')
  within(box).getByRole('button', { name: 'Copy Overdue' }).click()
  await until(() => within(box).getByRole('status').textContent === 'Copied.')
  expect(copied[0]).toBe('EUR\u00a01,200.50')
  expect(events).toEqual([{ key: 'overdueAmount', text: 'EUR\u00a01,200.50' }])
})

test('without a right to the clipboard the value is selected, and the box says what to press', async () => {
  Object.defineProperty(navigator, 'clipboard', {
    value: { writeText: () => Promise.reject(new Error('denied')) },
    configurable: true,
  })
  const box = await untilState(
    show(() => json(statistics())),
    'ready',
  )
  within(box).getByRole('button', { name: 'Copy Overdue' }).click()
  await until(() => within(box).getByRole('status').textContent?.includes('Ctrl+C'))
})

test('the focus stays on Refresh while it works, and what came is announced once', async () => {
  const element = show(() => json(statistics()))
  const box = await untilState(element, 'ready')
  expect(within(box).getByRole('status').textContent).toBe('')
  const button = within(box).getByRole('button', { name: 'Refresh' })
  button.focus()
  button.click()
  await until(() => within(box).getByRole('status').textContent?.startsWith('Updated'))
  expect(element.shadowRoot?.activeElement).toBe(button)
})

test('Try again keeps its focus while it works, and hands it to Refresh when it helped', async () => {
  const element = show(() => problem(500, 'erp-failed', 'The ERP failed.'))
  const box = await untilState(element, 'error')
  const retry = within(box).getByRole('button', { name: 'Try again' })
  const second = held()
  server.routes.set(path, second.reply)
  retry.focus()
  retry.click()
  await until(() => textOf(retry) === 'Refreshing…')
  expect(element.shadowRoot?.activeElement).toBe(retry)
  second.answer(json(statistics()))
  await untilState(element, 'ready')
  expect(element.shadowRoot?.activeElement).toBe(within(box).getByRole('button', { name: 'Refresh' }))
})

test('focus() leads into the box', async () => {
  const element = show(() => json(statistics()))
  const box = await untilState(element, 'ready')
  element.focus()
  expect(element.shadowRoot?.activeElement).toBe(within(box).getByRole('heading', { name: 'Account statistics' }))
})

test('events tell the host: ready once, errors with their correlation id, the height', async () => {
  const holder = document.createElement('div')
  document.body.append(holder)
  const ready = collect(document, 'koble-ready')
  const errors = collect(document, 'koble-error')
  const heights = collect<{ height: number }>(document, 'koble-resize')
  const element = show(() => json(statistics()))
  await untilState(element, 'ready')
  server.routes.set(path, () => problem(500, 'erp-failed', 'The ERP failed.'))
  await element.refresh()
  await until(() => heights.some(({ height }) => height === Math.ceil(element.getBoundingClientRect().height)))
  expect(ready).toEqual([null])
  expect(errors).toEqual([{ code: 'erp-failed', correlationId: 'c-1' }])
  holder.remove()
})

test('a throttled box asks again by itself', async () => {
  const element = show(() => problem(429, 'throttled', 'Busy.', { 'retry-after': '0' }))
  await untilState(element, 'throttled')
  server.routes.set(path, () => json(statistics()))
  await untilState(element, 'ready')
})

test('a record that is about to be coupled shows its figures by itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const element = show(() => json(statistics({ state: 'notCoupled', values: [] })))
  await untilState(element, 'notCoupled')
  server.routes.set(path, () => json(statistics()))
  await vi.advanceTimersByTimeAsync(10_000)
  await untilState(element, 'ready')
})

test('taken out of the page it asks no more; moved, it shows its figures', async () => {
  const element = show(never)
  await until(() => server.seen.length === 1)
  element.remove()
  await until(() => server.seen[0]?.signal.aborted)
  server.routes.set(path, () => json(statistics()))
  document.querySelector('main')?.append(element)
  await untilState(element, 'ready')
  element.remove()
  const asked = server.seen.length
  document.dispatchEvent(new Event('visibilitychange'))
  expect(server.seen.length).toBe(asked)
})

test('works when it is made before its properties are set', async () => {
  server.routes.set(path, () => json(statistics()))
  mount(html`<p></p>`)
  const element = document.createElement('koble-account-statistics')
  document.querySelector('main')?.append(element)
  await untilState(element, 'unconfigured')
  Object.assign(element, { getToken: token, accountId, server: 'https://koble.example' })
  await untilState(element, 'ready')
})

for (const widthPx of [320, 600, 900]) {
  test(`at ${widthPx} px nothing jumps when the figures come: the skeleton is as high as the box`, async () => {
    const first = held()
    const element = show(first.reply)
    if (element.parentElement) element.parentElement.style.inlineSize = `${widthPx}px`
    const box = await untilState(element, 'loading')
    const skeletonPx = box.getBoundingClientRect().height
    first.answer(json(statistics({ values: statistics().values.map((fact) => ({ ...fact, value: '100.00' })) })))
    await untilState(element, 'ready')
    expect(Math.abs(box.getBoundingClientRect().height - skeletonPx)).toBeLessThanOrEqual(2)
  })
}

test('figures of long ago are asked again when the page is looked at again, fresh ones are not', async () => {
  const element = show(() => json(statistics()))
  await untilState(element, 'ready')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(server.seen.length).toBe(1)
  server.routes.set(path, () => json(statistics({ asOf: '2026-01-31T10:00:00.000Z' })))
  await element.refresh()
  document.dispatchEvent(new Event('visibilitychange'))
  await until(() => server.seen.length === 3)
})
