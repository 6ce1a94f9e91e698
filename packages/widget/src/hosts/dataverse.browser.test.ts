/** The fact boxes as a web resource on a form of the CRM. */
import { html } from 'lit'
import { afterEach, expect, test, vi } from 'vitest'
import '../index.ts'
import { afterSaveMs, type KobleFactBoxes } from '../elements/fact-boxes.ts'
import { fakeForm, fakeXrm, challengeId } from '../testing/fake-form.ts'
import { coupling, json, startFakeServer, statistics, type FakeServer } from '../testing/fake-server.ts'
import { fakeSignIn } from '../testing/fake-sign-in.ts'
import { collect, findViolations, mount, shadow, textOf, unmount, until, untilState } from '../testing/test-page.ts'
import { dataverseHost, type DataverseHost } from './dataverse.ts'

const accountA = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const accountB = '3f2504e0-4f89-41d3-9a0c-0305e82c3302'
const origin = 'https://org.crm4.example'

let server: FakeServer | undefined
afterEach(() => {
  vi.useRealTimers()
  unmount()
  server?.stop()
})

function open(options: { search?: string; parentXrm?: unknown } = {}) {
  const signIn = fakeSignIn()
  const koble = startFakeServer({
    ...signIn.routes,
    'facts/account-statistics': () => json(statistics()),
    'facts/coupling': () => json(coupling()),
  })
  server = koble
  const page = new DOMParser().parseFromString(
    '<meta name="koble-server" content="https://koble.example">',
    'text/html',
  )
  const host = dataverseHost({
    document: page,
    location: { search: options.search ?? '', origin },
    parentXrm: () => options.parentXrm,
    now: () => Date.now(),
  })
  const element = mount(html`<koble-fact-boxes .hostPage=${host}></koble-fact-boxes>`, 320) as KobleFactBoxes
  return { host, element, koble, signIn }
}

const asked = (koble: FakeServer): string[] =>
  koble.seen
    .filter(({ method }) => method === 'GET')
    .map(({ url }) => `${url.pathname}${url.search}`.replace('/api/facts/', ''))

const bothReady = async (element: KobleFactBoxes): Promise<void> => {
  await untilState(element, 'ready', 'koble-account-statistics')
  await untilState(element, 'ready', 'koble-sync-status')
}

test('until the form hands its context over, it says that it knows no record', async () => {
  const { element } = open()
  expect(textOf(await untilState(element, 'noRecord'))).toMatch(/did not say which record/)
  expect(await findViolations(element)).toEqual([])
})

test('an account shows both boxes after one sign-in, by a row that holds nonce and origin', async () => {
  const { host, element, koble, signIn } = open()
  const ready = collect(element, 'koble-ready')
  const { xrm, rows } = fakeXrm()
  host.setClientApiContext(xrm, fakeForm('account', accountA).context)
  await bothReady(element)
  expect(rows).toEqual([{ table: 'koble_challenge', data: { koble_nonce: 'nonce-1', koble_origin: origin } }])
  expect(koble.seen.find(({ url }) => url.pathname.endsWith('tokens'))?.body).toEqual({ nonce: 'nonce-1', challengeId })
  expect(signIn.given()).toBe(1)
  expect(asked(koble).toSorted()).toEqual([
    `account-statistics?accountId=${accountA}`,
    `coupling?entity=account&id=${accountA}`,
  ])
  expect(koble.seen.filter(({ method }) => method === 'GET').every(({ token }) => token === 'Bearer token-1')).toBe(
    true,
  )
  expect(ready).toEqual([null])
})

test('a contact shows its synchronization alone', async () => {
  const { host, element } = open()
  host.setClientApiContext(fakeXrm().xrm, fakeForm('contact', accountA).context)
  await untilState(element, 'ready', 'koble-sync-status')
  expect(shadow(element).querySelector('koble-account-statistics')).toBeNull()
})

test('another record on the same form is asked anew', async () => {
  const { host, element, koble } = open()
  const form = fakeForm('account', accountA)
  host.setClientApiContext(fakeXrm().xrm, form.context)
  await bothReady(element)
  form.show('account', accountB)
  await until(() => asked(koble).includes(`account-statistics?accountId=${accountB}`))
  await bothReady(element)
})

test('a new record waits, asks nothing, and has its figures after the first save', async () => {
  const { host, element, koble } = open()
  const form = fakeForm('account', '')
  host.setClientApiContext(fakeXrm().xrm, form.context)
  await untilState(element, 'waiting', 'koble-account-statistics')
  await untilState(element, 'waiting', 'koble-sync-status')
  expect(koble.seen).toEqual([])
  form.save(accountA)
  await bothReady(element)
})

test('a save asks again', async () => {
  const { host, element, koble } = open()
  const form = fakeForm('account', accountA)
  host.setClientApiContext(fakeXrm().xrm, form.context)
  await bothReady(element)
  form.save()
  await until(() => asked(koble).length === 4)
})

test('what a save sent to the other system is looked at once more, some seconds later', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { host, element, koble } = open()
  const form = fakeForm('account', accountA)
  host.setClientApiContext(fakeXrm().xrm, form.context)
  await bothReady(element)
  form.save()
  form.save()
  await until(() => asked(koble).length >= 4)
  await bothReady(element)
  const before = asked(koble).length
  await vi.advanceTimersByTimeAsync(afterSaveMs)
  await until(() => asked(koble).length === before + 2)
})

test('being handed the same form again changes nothing; another form replaces it', async () => {
  const { host, element, koble } = open()
  const [first, second] = [fakeForm('account', accountA), fakeForm('account', accountB)]
  const { xrm } = fakeXrm()
  host.setClientApiContext(xrm, first.context)
  await bothReady(element)
  host.setClientApiContext(xrm, first.context)
  await element.updateComplete
  expect([first.listening(), asked(koble).length]).toEqual([2, 2])
  host.setClientApiContext(xrm, second.context)
  expect([first.listening(), second.listening()]).toEqual([0, 2])
  await until(() => asked(koble).length === 4)
})

test('without a hand-over the page’s parameters name the record and the window around writes the row', async () => {
  const { xrm, rows } = fakeXrm()
  const search = `?typename=account&type=1&id=%7b${accountA.toUpperCase()}%7d&orgname=o&userlcid=1033&orglcid=1033`
  const { element } = open({ search, parentXrm: xrm })
  await bothReady(element)
  expect(rows.length).toBe(1)
})

test('the form’s context goes before the parameters, and the same record is not asked twice', async () => {
  const { xrm } = fakeXrm()
  const { host, element, koble } = open({ search: `?typename=account&id=${accountA}`, parentXrm: xrm })
  await bothReady(element)
  host.setClientApiContext(xrm, fakeForm('account', accountA).context)
  await element.updateComplete
  expect(asked(koble).length).toBe(2)
})

test('who may not write the row reads why, and can try again', async () => {
  let refused = true
  const { host, element } = open()
  host.setClientApiContext(fakeXrm({ refuse: () => refused }).xrm, fakeForm('account', accountA).context)
  const box = await untilState(element, 'signedOut', 'koble-account-statistics')
  expect(textOf(box)).toMatch(/missing prvCreatekoble_challenge privilege/)
  expect(await findViolations(element)).toEqual([])
  refused = false
  await element.refresh()
  await bothReady(element)
})

test('the user’s language formats the figures', async () => {
  const { host, element } = open()
  host.setClientApiContext(fakeXrm({ languageId: 1031 }).xrm, fakeForm('account', accountA).context)
  expect(textOf(await untilState(element, 'ready', 'koble-account-statistics'))).toContain(
    '1.200,50\u00a0EUR'.replace('\u00a0', ' '),
  )
})

test.each([undefined, null, {}, { WebApi: {} }, 'Xrm'])(
  'a hand-over of %j is no client API and breaks nothing',
  async (xrm) => {
    const { host, element } = open()
    const handOver: DataverseHost['setClientApiContext'] = host.setClientApiContext
    handOver(xrm, null)
    handOver(xrm, {})
    await untilState(element, 'noRecord')
  },
)

test('taken out of the page it no longer listens', async () => {
  const { host, element, koble } = open()
  const form = fakeForm('account', accountA)
  host.setClientApiContext(fakeXrm().xrm, form.context)
  await bothReady(element)
  element.remove()
  form.save()
  await element.updateComplete
  expect(asked(koble).length).toBe(2)
})
