/** The synchronization box: what each standing says and what to do about it. */
import { within } from '@testing-library/dom'
import { html } from 'lit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import '../index.ts'
import { coupling, json, startFakeServer, type FakeServer, type Reply } from '../testing/fake-server.ts'
import { findViolations, mount, overflowPx, shownValue, textOf, unmount, untilState } from '../testing/test-page.ts'

const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
let server: FakeServer
beforeEach(() => {
  server = startFakeServer()
})
afterEach(() => {
  unmount()
  server.stop()
})

function show(reply: Reply, widthPx?: number): HTMLElement {
  server.routes.set('facts/coupling', reply)
  return mount(
    html`<koble-sync-status
      server="https://koble.example"
      entity="contact"
      record-id=${id}
      language="en-GB"
      .getToken=${() => Promise.resolve('t')}
    ></koble-sync-status>`,
    widthPx,
  )
}

test('asks for the table and the row', async () => {
  await untilState(
    show(() => json(coupling())),
    'ready',
  )
  expect(server.seen[0]?.url.search).toBe(`?entity=contact&id=${id}`)
})

for (const [standing, label, help] of [
  ['coupled', 'In step', /Both systems agree/],
  ['creating', 'Being created', /being created in the other system/],
  ['waiting', 'Waiting', /waits for another record/],
  ['conflict', 'Conflict', /An administrator decides/],
  ['failed', 'Failed', /Ask your Koble administrator/],
  ['skipped', 'Set aside', /Ask your Koble administrator to retry/],
] as const) {
  test(`${standing}: says “${label}” and what to do, and meets axe in every look`, async () => {
    const element = show(() => json(coupling(standing)), 320)
    const box = await untilState(element, 'ready')
    expect(shownValue(box, 'state')).toBe(label)
    expect(textOf(box)).toMatch(help)
    expect(overflowPx(element)).toBeLessThanOrEqual(0)
    expect(await findViolations(element)).toEqual([])
  })
}

test('the server’s own reason goes before the general one', async () => {
  const message = 'Contact CT1: currency USD is not coupled. Couple the currency, then retry.'
  const box = await untilState(
    show(() => json(coupling('failed', { message }))),
    'ready',
  )
  within(box).getByText(message)
  expect(textOf(box)).not.toContain('The last synchronization of this record failed')
})

test('a standing that the catalogue does not know is shown as it is', async () => {
  const box = await untilState(
    show(() => json(coupling('resting'))),
    'ready',
  )
  expect(shownValue(box, 'state')).toBe('resting')
})

test('not coupled says what to do', async () => {
  const element = show(() => json(coupling('coupled', { state: 'notCoupled', values: [] })))
  expect(textOf(await untilState(element, 'notCoupled'))).toMatch(/Ask your Koble administrator to couple it/)
})
