/** Every kind of fault, through the controls, as a client sees it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { handTime } from '../fixtures/hand-time.ts'
import { openShopEmulator } from '../fixtures/shop-emulator.ts'
import { customer, linkOf, member, values } from '../fixtures/shop.ts'
import type { HandTime } from '../fixtures/hand-time.ts'
import type { ShopEmulator } from '../fixtures/shop-emulator.ts'
import type { FaultKind } from '../model/emulator.ts'
import type { Json } from '../model/value.ts'

let time: HandTime
let shop: ShopEmulator
let sent: string[]

beforeEach(async () => {
  time = handTime()
  sent = []
  shop = await openShopEmulator({
    source: time,
    more: {
      fetch: (url) => {
        sent.push(`${url.split('/').at(-1)} at ${(time.now() - Date.parse('2026-08-21T10:00:00Z')) / 1000} s`)
        return Promise.resolve(new Response(null, { status: 202 }))
      },
    },
  })
})

afterEach(() => shop.emulator.close())

const put = (...rules: Json[]): Promise<unknown> => shop.control('PUT', 'faults', { seed: 1, rules })
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const count = async (): Promise<string> => (await shop.send('GET', 'customers/$count')).text

async function trackingLink(): Promise<string> {
  const tracked = await shop.send('GET', 'customers', undefined, { prefer: 'odata.track-changes' })
  return linkOf(tracked.body, '@odata.deltaLink')
}

/** Notifications a and b, enqueued together, due after ten seconds. */
function notify(): string[] {
  for (const name of ['a', 'b'])
    shop.emulator.notifications.enqueue(
      { url: `http://koble.test/${name}`, headers: {}, body: {}, subject: 'customers' },
      { delayMs: 10_000 },
    )
  time.pass(60_000)
  return sent
}

const effects: Readonly<Record<FaultKind, () => Promise<void> | void>> = {
  async status() {
    await put({ match: { method: 'POST', path: '/customers' }, kind: 'status', status: 503, times: 1 })
    expect((await shop.send('GET', 'customers')).status).toBe(200)
    const failed = await shop.send('POST', 'customers', customer('A'))
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '1'])
    expect((await shop.send('POST', 'customers', customer('A'))).status).toBe(201)
    // What came in counts, whatever became of it.
    expect((await shop.control('GET', 'requests')).body).toMatchObject({ bySet: { customers: { GET: 1, POST: 2 } } })
  },
  async timeout() {
    await put({ kind: 'timeout', times: 1 })
    const stop = new AbortController()
    const hanging = shop.call('POST', 'api/customers', {
      body: '{"name":"x"}',
      headers: { 'content-type': 'application/json' },
      signal: stop.signal,
    })
    stop.abort()
    await expect(hanging).rejects.toThrow('The client gave up.')
    expect(await count()).toBe('0')
  },
  async timeoutAfterApply() {
    await put({ match: { method: 'POST' }, kind: 'timeoutAfterApply', times: 1 })
    const hanging = shop.send('POST', 'customers', customer('A'))
    await expect.poll(count).toBe('1')
    time.pass(600_000)
    expect((await hanging).status).toBe(504)
  },
  async reset() {
    await put({ kind: 'reset' })
    await expect(shop.call('GET', 'api/customers')).rejects.toThrow(TypeError)
    let torn = false
    await shop.call('GET', 'api/customers', {}, () => (torn = true))
    expect(torn).toBe(true)
  },
  async slow() {
    await put({ kind: 'slow', delayMs: 7000, times: 1 })
    let answered = false
    const slow = shop.send('GET', 'customers').finally(() => (answered = true))
    await turn()
    time.pass(6999)
    await turn()
    expect(answered).toBe(false)
    time.pass(1)
    expect((await slow).status).toBe(200)
  },
  async truncatedBody() {
    await put({ kind: 'truncatedBody' })
    const response = await shop.call('GET', 'api/customers')
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  },
  async emptyPage() {
    await shop.send('POST', 'customers', customer('A'))
    await put({ kind: 'emptyPage', times: 1 })
    expect(values((await shop.send('GET', 'customers')).body, 'number')).toEqual([])
    expect(values((await shop.send('GET', 'customers')).body, 'number')).toEqual(['A'])
  },
  async lateCommit() {
    await put({ match: { method: 'POST' }, kind: 'lateCommit', delayMs: 5000, times: 1 })
    const late = shop.send('POST', 'customers', customer('LATE'))
    await turn()
    time.pass(1000)
    const other = await shop.send('POST', 'customers', customer('NOW'))
    expect(await count()).toBe('1')
    const link = await trackingLink()
    time.pass(4000)
    const answer = await late
    // A delta link taken meanwhile does not pass over it.
    expect(values((await shop.send('GET', link)).body, 'number')).toContain('LATE')
    expect(answer.body).toMatchObject({ number: 'LATE', modified: '2026-08-21T10:00:00.000Z' })
    expect(Number(member(answer.body, 'version'))).toBeLessThan(Number(member(other.body, 'version')))
  },
  async dropNotification() {
    await put({ kind: 'dropNotification', times: 1 })
    expect(notify()).toEqual(['b at 10 s'])
  },
  async duplicateNotification() {
    await put({ kind: 'duplicateNotification', match: { path: '/b' } })
    expect(notify()).toEqual(['a at 10 s', 'b at 10 s', 'b at 10 s'])
  },
  async delayNotification() {
    await put({ kind: 'delayNotification', delayMs: 3000, times: 1 })
    expect(notify()).toEqual(['b at 10 s', 'a at 13 s'])
  },
  async reorderNotification() {
    await put({ kind: 'reorderNotification', times: 1 })
    expect(notify()).toEqual(['b at 10 s', 'a at 10.001 s'])
  },
  async expireDelta() {
    const link = await trackingLink()
    await put({ kind: 'expireDelta', times: 1 })
    expect((await shop.send('GET', link)).status).toBe(410)
    expect((await shop.send('GET', link)).status).toBe(200)
  },
  async clockBack() {
    await put({ kind: 'clockBack', delayMs: 60_000, times: 1 })
    expect((await shop.send('POST', 'customers', customer('A'))).body).toMatchObject({
      modified: '2026-08-21T09:59:00.000Z',
    })
  },
}

describe('a fault', () => {
  it.each(Object.entries(effects))('of the kind %s is seen by the client', (_kind, effect) => effect())

  it('of a status strikes one part of a batch', async () => {
    await put({ match: { method: 'POST', path: '/currencies' }, kind: 'status', status: 429, times: 1 })
    const requests = ['customers', 'currencies', 'customers'].map((url, at) => ({
      id: String(at),
      method: 'POST',
      url,
      body: { number: `N${at}`, name: 'n' },
    }))
    const { body } = await shop.send('POST', '$batch', { requests }, { prefer: 'odata.continue-on-error' })
    expect(member(body, 'responses')).toMatchObject([{ status: 201 }, { status: 429 }, { status: 201 }])
  })
})

describe('a fault rule', () => {
  const statuses = async (paths: readonly string[]): Promise<number[]> => {
    const seen: number[] = []
    for (const path of paths) seen.push((await shop.send('GET', path)).status)
    return seen
  }
  const same = (path: string, times: number): string[] => Array.from({ length: times }, () => path)

  it.each([
    [{ path: '/customers' }, [503, 200]],
    [{ path: '/CUSTOMERS' }, [503, 200]],
    [{ path: 'api/*er' }, [503, 200]],
    [{ path: "name eq 'Å b'" }, [503, 200]],
    [{ path: 'currencies' }, [200, 503]],
    [{ method: 'get' }, [503, 503]],
    [{ method: '*', path: 'nothing' }, [200, 200]],
    [{ method: 'POST' }, [200, 200]],
    [{}, [503, 503]],
  ])('with the match %j strikes what fits', async (match, expected) => {
    await put({ match, kind: 'status', status: 503 })
    expect(await statuses(["customers?$filter=name%20eq%20'%C3%85%20b'", 'currencies'])).toEqual(expected)
  })

  it('strikes as often as it says, and the next one then', async () => {
    await put({ kind: 'status', status: 500, times: 2 }, { kind: 'status', status: 503, times: 1 })
    expect(await statuses(same('customers', 4))).toEqual([500, 500, 503, 200])
    expect((await shop.control('GET', 'faults')).body).toEqual({
      seed: 1,
      rules: [
        { kind: 'status', status: 500, times: 2, struck: 2 },
        { kind: 'status', status: 503, times: 1, struck: 1 },
      ],
    })
    expect((await shop.control('DELETE', 'faults')).body).toEqual({ seed: 1, rules: [] })
    expect(await statuses(same('customers', 1))).toEqual([200])
  })

  it('with a probability strikes that share, the same requests for the same seed, others for another', async () => {
    const strikes = async (seed: number): Promise<number[]> => {
      await shop.control('PUT', 'faults', { seed, rules: [{ kind: 'status', status: 500, probability: 0.3 }] })
      return statuses(same('currencies', 200))
    }
    const first = await strikes(7)
    expect(await strikes(7)).toEqual(first)
    expect(await strikes(8)).not.toEqual(first)
    const share = first.filter((status) => status === 500).length / first.length
    expect(share).toBeGreaterThan(0.2)
    expect(share).toBeLessThan(0.4)
  })

  it('strikes the same notifications for the same seed', async () => {
    const dropped = async (): Promise<string[]> => {
      await put({ kind: 'dropNotification', probability: 0.5 })
      sent.length = 0
      for (let at = 0; at < 20; at += 1)
        shop.emulator.notifications.enqueue({
          url: `http://koble.test/${at}`,
          headers: {},
          body: {},
          subject: 'customers',
        })
      time.pass(0)
      return sent.map((line) => line.split(' ')[0] ?? '')
    }
    const first = await dropped()
    expect(await dropped()).toEqual(first)
    expect(first.length).toBeGreaterThan(3)
    expect(first.length).toBeLessThan(17)
  })

  it('with a probability of 0 never strikes', async () => {
    await put({ kind: 'status', status: 500, probability: 0 })
    expect(new Set(await statuses(same('currencies', 50)))).toEqual(new Set([200]))
  })

  it.each([
    [{ kind: 'magic' }, /^Rule 1: "kind" must be one of status, /],
    [{ kind: 'status' }, 'Rule 1: a status fault needs "status" between 200 and 599.'],
    [{ kind: 'slow', probability: 2 }, 'Rule 1: "probability" lies between 0 and 1.'],
    [{ kind: 'slow', times: -1 }, 'Rule 1: "times" must be a number, zero or more.'],
    [{ kind: 'slow', match: 'customers' }, 'Rule 1: "match" must be an object.'],
    [7, 'Rule 1 must be an object.'],
  ])('%j is refused in one sentence', async (rule, message) => {
    const answer = await shop.control('PUT', 'faults', { rules: [rule] })
    expect(answer.status).toBe(400)
    expect(member(answer.body, 'error', 'message')).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    )
  })
})
