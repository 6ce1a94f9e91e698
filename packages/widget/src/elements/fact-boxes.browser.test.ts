/** The group of boxes on a page without a host adapter: by attributes. */
import { html } from 'lit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import '../index.ts'
import { coupling, json, problem, startFakeServer, statistics, type FakeServer } from '../testing/fake-server.ts'
import { accountId, statisticsPath, token } from '../testing/show-statistics.ts'
import { collect, findViolations, mount, shadow, unmount, until, untilState } from '../testing/test-page.ts'
import type { KobleFactBoxes } from './fact-boxes.ts'

let server: FakeServer
beforeEach(() => {
  server = startFakeServer({ [statisticsPath]: () => json(statistics()), 'facts/coupling': () => json(coupling()) })
})
afterEach(() => {
  unmount()
  server.stop()
})

const show = (entity: string, widthPx?: number): KobleFactBoxes =>
  mount(
    html`<koble-fact-boxes
      server="https://koble.example"
      entity=${entity}
      record-id=${accountId}
      density="compact"
      .getToken=${token}
    ></koble-fact-boxes>`,
    widthPx,
  ) as KobleFactBoxes

const ready = async (element: KobleFactBoxes): Promise<HTMLElement[]> => [
  await untilState(element, 'ready', 'koble-account-statistics'),
  await untilState(element, 'ready', 'koble-sync-status'),
]

for (const widthPx of [320, 480, 900]) {
  test(`at ${widthPx} px both boxes fit and meet axe in every look`, async () => {
    const element = show('account', widthPx)
    const boxes = await ready(element)
    for (const box of boxes)
      expect(box.getBoundingClientRect().right).toBeLessThanOrEqual(element.getBoundingClientRect().right)
    const tops = new Set(boxes.map((box) => box.getBoundingClientRect().top))
    expect(tops.size).toBe(widthPx >= 720 ? 1 : 2)
    expect(await findViolations(element)).toEqual([])
  })
}

test('one box’s failure leaves the other alone', async () => {
  server.routes.set('facts/coupling', () => problem(500, 'erp-failed', 'The ERP failed.'))
  const element = show('account')
  await untilState(element, 'ready', 'koble-account-statistics')
  await untilState(element, 'error', 'koble-sync-status')
})

test('the host hears of one readiness and of the height of all', async () => {
  const readiness = collect(document, 'koble-ready')
  const heights = collect<{ height: number }>(document, 'koble-resize')
  const element = show('account')
  await ready(element)
  await until(() => heights.at(-1)?.height === Math.ceil(element.getBoundingClientRect().height))
  expect(readiness).toEqual([null])
})

test('refresh() asks for every box', async () => {
  const element = show('account')
  await ready(element)
  await element.refresh()
  expect(server.seen.length).toBe(4)
})

test('theme, density and language reach every box', async () => {
  const element = show('account')
  await ready(element)
  element.theme = 'dark'
  await element.updateComplete
  const box = shadow(element).querySelector('koble-sync-status')
  await until(() => box?.getAttribute('theme') === 'dark')
  expect(box?.getAttribute('density')).toBe('compact')
})

test('focus() leads into the first box', async () => {
  const element = show('account')
  await ready(element)
  element.focus()
  expect(shadow(element, 'koble-account-statistics').activeElement?.id).toBe('title')
})
