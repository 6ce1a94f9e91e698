/** Every state of a box, as a person and as a screen reader meet it: what it says, axe in the three looks, narrow pages. */
import { within } from '@testing-library/dom'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { json, problem, startFakeServer, statistics, type FakeServer, type Reply } from '../testing/fake-server.ts'
import { showStatistics, type ShowOptions } from '../testing/show-statistics.ts'
import { findViolations, overflowPx, textOf, unmount, until, untilState } from '../testing/test-page.ts'
import type { KobleAccountStatistics } from './account-statistics.ts'

let server: FakeServer
beforeEach(() => {
  server = startFakeServer()
})
afterEach(() => {
  unmount()
  server.stop()
  online(true)
})

const show = (reply: Reply, options?: ShowOptions): KobleAccountStatistics => showStatistics(server, reply, options)

const online = (isOnline: boolean): void => {
  Object.defineProperty(navigator, 'onLine', { value: isOnline, configurable: true })
}

const offline = (): never => {
  online(false)
  throw new TypeError('Failed to fetch')
}
const never: Reply = () => new Promise<Response>(() => {})
const fails: Reply = () => {
  throw new TypeError('Failed to fetch')
}
const noToken = (): Promise<string> => Promise.reject(new Error('The CRM refused the row.'))

interface Case {
  readonly state: string
  readonly show: () => KobleAccountStatistics
  readonly says: RegExp
  readonly button?: string
}

const cases: readonly Case[] = [
  { state: 'loading', show: () => show(never), says: /Asking the ERP/ },
  {
    state: 'signingIn',
    show: () => show(never, { getToken: () => new Promise<string>(() => {}) }),
    says: /Signing in to Koble/,
  },
  { state: 'waiting', show: () => show(never, { id: '' }), says: /Save this record/ },
  { state: 'unconfigured', show: () => show(never, { server: '' }), says: /does not know the address/ },
  { state: 'ready', show: () => show(() => json(statistics())), says: /As of/ },
  { state: 'empty', show: () => show(() => json(statistics({ values: [] }))), says: /no figures for this record/ },
  {
    state: 'notCoupled',
    show: () => show(() => json(statistics({ state: 'notCoupled', message: 'Couple it in the console.', values: [] }))),
    says: /Not coupled Couple it in the console/,
  },
  {
    state: 'notFound',
    show: () => show(() => json(statistics({ state: 'notFound', values: [] }))),
    says: /Gone from the ERP/,
  },
  {
    state: 'stale',
    show: () => show(() => json(statistics({ state: 'stale', message: 'The ERP did not answer.' }))),
    says: /The ERP did not answer\. Showing values from/,
  },
  {
    state: 'noPermission',
    show: () => show(() => problem(403, 'no-permission', 'Your CRM user may not read this record.')),
    says: /No permission Your CRM user may not read this record/,
    button: 'Try again',
  },
  {
    state: 'signedOut',
    show: () => show(never, { getToken: noToken }),
    says: /could not confirm who you are.*The CRM refused the row/,
    button: 'Try again',
  },
  { state: 'offline', show: () => show(offline), says: /There is no network/, button: 'Try again' },
  { state: 'unreachable', show: () => show(fails), says: /could not be reached/, button: 'Try again' },
  {
    state: 'throttled',
    show: () => show(() => problem(503, 'throttled', 'The ERP is busy.', { 'retry-after': '7' })),
    says: /The ERP is busy\. Trying again in 7 seconds/,
    button: 'Try again',
  },
  {
    state: 'erpDown',
    show: () => show(() => problem(502, 'erp-unavailable', 'Reading the customer: no answer.')),
    says: /The ERP does not answer Reading the customer: no answer\./,
    button: 'Try again',
  },
  {
    state: 'error',
    show: () => show(() => problem(500, 'internal', 'Koble failed.')),
    says: /Koble failed\..*Details.*Code: internal.*Correlation id: c-1/,
    button: 'Try again',
  },
]

for (const { state, show: showCase, says, button } of cases) {
  test(`${state}: says what it is and meets axe in light, dark and forced colours`, async () => {
    const element = showCase()
    const box = await untilState(element, state)
    await until(() => says.test(textOf(box)))
    if (button !== undefined) within(box).getByRole('button', { name: button })
    expect(await findViolations(element)).toEqual([])
  })

  test(`${state}: fits 320 px and 200 px`, async () => {
    const element = showCase()
    await untilState(element, state)
    for (const widthPx of [320, 200]) {
      if (element.parentElement) element.parentElement.style.inlineSize = `${widthPx}px`
      expect(overflowPx(element)).toBeLessThanOrEqual(0)
    }
  })
}
