/**
 * The documented limits in virtual time: a client that ignores them is refused as documented, one that follows them never. The two shapes are those of
 * business-central-protocol, section 11, and dataverse-protocol, section 12.
 */
import { describe, expect, it } from 'vitest'
import { automaticTime } from '../fixtures/automatic-time.ts'
import { openShopEmulator } from '../fixtures/shop-emulator.ts'
import { member, text } from '../fixtures/shop.ts'
import type { AutomaticTime } from '../fixtures/automatic-time.ts'
import type { ShopEmulator } from '../fixtures/shop-emulator.ts'
import type { LimitRules, LimitSettings, Throttle } from '../model/emulator.ts'
import type { Answer } from '../fixtures/shop.ts'

const minuteMs = 60_000
const windowMs = 5 * minuteMs

const codes: Readonly<Record<Throttle['reason'], string>> = {
  requests: '0x80072322',
  execution: '0x80072321',
  concurrent: '0x80072326',
}

interface Shape {
  readonly rules: LimitRules
  readonly code: (reason: Throttle['reason']) => string
  /** Requests of one user that are taken at once, running and waiting. */
  readonly atOnce: number
}

const shapes: Readonly<Record<'Business Central' | 'Dataverse', Shape>> = {
  'Business Central': {
    rules: {
      documented: {
        requestsPer5Minutes: 6000,
        concurrent: 5,
        queued: 95,
        queueWaitMs: 8 * minuteMs,
        operationMs: 8 * minuteMs,
      },
      countBatchParts: true,
      answer: ({ actual, maximum, retryAfterSeconds }) => ({
        status: 429,
        headers: { 'Retry-After': String(retryAfterSeconds) },
        body: {
          error: {
            code: 'Application_TooManyRequests',
            message: `Too many requests reached. Actual (${actual}). Maximum (${maximum}).`,
          },
        },
      }),
    },
    code: () => 'Application_TooManyRequests',
    atOnce: 100,
  },
  Dataverse: {
    rules: {
      documented: { requestsPer5Minutes: 6000, executionMsPer5Minutes: 1_200_000, concurrent: 52 },
      countBatchParts: false,
      lengthens: true,
      answer: ({ reason, maximum, retryAfterSeconds }) => ({
        status: 429,
        headers: { 'Retry-After': String(retryAfterSeconds) },
        body: { error: { code: codes[reason], message: `The limit is ${maximum}.` } },
      }),
      headers: ({ requests, executionMs }) => ({
        'x-ms-ratelimit-burst-remaining-xrm-requests': String(requests),
        'x-ms-ratelimit-time-remaining-xrm-requests': (executionMs / 1000).toFixed(2),
      }),
    },
    code: (reason) => codes[reason],
    atOnce: 52,
  },
}

interface Scene {
  readonly shop: ShopEmulator
  readonly time: AutomaticTime
  /** One read. */
  readonly ask: () => Promise<Answer>
}

async function open(rules: LimitRules, settings: LimitSettings & { preset?: string }): Promise<Scene> {
  const time = automaticTime()
  const shop = await openShopEmulator({ source: time, more: { limits: rules } })
  const { cost, ...rest } = settings
  await shop.control('PUT', 'limits', { ...rest, ...(cost && { cost: { ...cost } }) })
  return { shop, time, ask: () => shop.send('GET', 'whoAmI') }
}

const refusals = (answers: readonly Answer[]): Answer[] => answers.filter(({ status }) => status !== 200)
const retryAfter = (answer: Answer | undefined): number => Number(answer?.headers.get('retry-after'))

/** As fast as answers come, one after the other. */
async function inARow(scene: Scene, count: number): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let at = 0; at < count; at += 1) answers.push(await scene.ask())
  return answers
}

describe.each(['Business Central', 'Dataverse'] as const)('the documented limits of %s', (name) => {
  const { rules, code, atOnce } = shapes[name]

  it('refuse the requests of a greedy client above 6,000 in five minutes', async () => {
    const scene = await open(rules, { preset: 'documented' })
    const answers = await inARow(scene, 6003)
    expect(answers.findIndex(({ status }) => status === 429)).toBe(6000)
    const refused = refusals(answers)
    expect(refused.map(({ status, body }) => [status, text(body, 'error', 'code')])).toEqual(
      refused.map(() => [429, code('requests')]),
    )
    expect(retryAfter(refused[0])).toBe(300)
    expect((await scene.shop.control('GET', 'requests')).body).toMatchObject({ throttled: 3 })
    await scene.shop.emulator.close()
  })

  it('take a client again that waits as long as Retry-After says', async () => {
    const scene = await open(rules, { preset: 'documented' })
    const refused = (await inARow(scene, 6001)).at(-1)
    scene.shop.clock.advance(retryAfter(refused) * 1000 - 1)
    // Asking too early costs the client more time where the service says so.
    const early = await scene.ask()
    expect([early.status, retryAfter(early)]).toEqual([429, rules.lengthens === true ? 2 : 1])
    scene.shop.clock.advance(retryAfter(early) * 1000)
    expect(refusals(await inARow(scene, 100))).toEqual([])
    await scene.shop.emulator.close()
  })

  it('refuse what a greedy client sends at once above the limit, and nothing else', async () => {
    const scene = await open(rules, { preset: 'documented', latencyMs: 100 })
    const answers = await scene.time.during(Promise.all(Array.from({ length: atOnce + 20 }, () => scene.ask())))
    const refused = refusals(answers)
    expect(refused.map(({ body }) => text(body, 'error', 'code'))).toEqual(Array(20).fill(code('concurrent')))
    expect(retryAfter(refused[0])).toBeGreaterThan(0)
    expect((await scene.shop.control('GET', 'requests')).body).toMatchObject({
      throttled: 20,
      maxConcurrent: rules.documented.concurrent,
    })
    await scene.shop.emulator.close()
  })

  it('never refuse a client that stays below them', async () => {
    const scene = await open(rules, { preset: 'documented', latencyMs: 100 })
    const { clock } = scene.shop
    const workers = 4
    // 5,700 requests in five minutes, over more than two windows.
    const pauseMs = (windowMs / 5700) * workers - 100
    const answers = await scene.time.during(
      Promise.all(
        Array.from({ length: workers }, async () => {
          const own: Answer[] = []
          for (let at = 0; at < 3300; at += 1) {
            own.push(await scene.ask())
            await clock.sleep(pauseMs)
          }
          return own
        }),
      ),
    )
    expect(refusals(answers.flat())).toEqual([])
    expect(clock.now() - Date.parse('2026-08-21T10:00:00.000Z')).toBeGreaterThan(2 * windowMs)
    await scene.shop.emulator.close()
  }, 20_000)

  it('hold for each user apart', async () => {
    const scene = await open(rules, { requestsPer5Minutes: 1 })
    await inARow(scene, 2)
    const token = await scene.shop.call('POST', 'tenant/oauth2/v2.0/token', {
      body: 'grant_type=client_credentials&client_id=robot&client_secret=secret&scope=shop/.default',
    })
    const { access_token: robot }: { access_token: string } = JSON.parse(await token.text())
    const other = await scene.shop.send('GET', 'whoAmI', undefined, { authorization: `Bearer ${robot}` })
    expect([(await scene.ask()).status, other.status]).toEqual([429, 200])
    await scene.shop.emulator.close()
  })
})

describe('Dataverse', () => {
  const { rules } = shapes.Dataverse

  it('says in every answer what is left, in refusals too', async () => {
    const scene = await open(rules, { requestsPer5Minutes: 2, executionMsPer5Minutes: 1000, cost: { requestMs: 100 } })
    const left = (await inARow(scene, 3)).map(({ headers }) => [
      headers.get('x-ms-ratelimit-burst-remaining-xrm-requests'),
      headers.get('x-ms-ratelimit-time-remaining-xrm-requests'),
    ])
    expect(left).toEqual([
      ['1', '0.90'],
      ['0', '0.80'],
      ['0', '0.80'],
    ])
    await scene.shop.emulator.close()
  })

  it('refuses above 1,200 seconds of execution time in five minutes, each row charged', async () => {
    const scene = await open(rules, { preset: 'documented', cost: { requestMs: 1000, rowReadMs: 50_000 } })
    await scene.shop.send('POST', 'customers', { number: 'A', name: 'a' })
    // A write of 1,010 ms, then reads of one row and 51,000 ms each: the 24th fills the 1,200 s.
    const answers: Answer[] = []
    for (let at = 0; at < 26; at += 1) answers.push(await scene.shop.send('GET', 'customers'))
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(24).fill(200), 429, 429])
    expect(text(answers.at(-1)?.body ?? null, 'error', 'code')).toBe('0x80072321')
    await scene.shop.emulator.close()
  })

  it('counts a batch as one request', async () => {
    const scene = await open(rules, { requestsPer5Minutes: 1 })
    const requests = [1, 2, 3].map((id) => ({ id: String(id), method: 'GET', url: 'whoAmI' }))
    expect((await scene.shop.send('POST', '$batch', { requests })).status).toBe(200)
    await scene.shop.emulator.close()
  })

  it('lengthens the wait of a client that goes on sending', async () => {
    const scene = await open(rules, { requestsPer5Minutes: 1 })
    await scene.ask()
    scene.shop.clock.advance(200_000)
    expect((await inARow(scene, 4)).map(retryAfter)).toEqual([100, 101, 102, 103])
    await scene.shop.emulator.close()
  })
})

describe('Business Central', () => {
  const { rules } = shapes['Business Central']

  it('answers 503 with Retry-After to one that waited eight minutes for a place', async () => {
    const scene = await open(rules, { concurrent: 1, queued: 1, queueWaitMs: 8 * minuteMs, latencyMs: 9 * minuteMs })
    const start = scene.shop.clock.now()
    const slow = scene.ask()
    const waiting = scene.ask().then((answer) => ({ answer, afterMs: scene.shop.clock.now() - start }))
    const { answer, afterMs } = await scene.time.during(waiting)
    expect([answer.status, retryAfter(answer), afterMs]).toEqual([503, 15, 8 * minuteMs])
    expect((await scene.time.during(slow)).status).toBe(200)
    // Its place in the queue is free again.
    const [running, , refused] = [scene.ask(), scene.ask(), scene.ask()]
    expect((await refused).status).toBe(429)
    expect((await scene.time.during(running)).status).toBe(200)
    await scene.shop.emulator.close()
  })

  it('answers 408 to an operation that would take longer than eight minutes, and does nothing of it', async () => {
    const scene = await open(rules, { preset: 'documented' })
    await scene.shop.control('PUT', 'faults', { rules: [{ kind: 'slow', delayMs: 9 * minuteMs, times: 1 }] })
    const start = scene.shop.clock.now()
    const answer = await scene.time.during(scene.shop.send('POST', 'customers', { number: 'A', name: 'a' }))
    expect([answer.status, scene.shop.clock.now() - start]).toEqual([408, 8 * minuteMs])
    expect((await scene.shop.send('GET', 'customers/$count')).text).toBe('0')
    await scene.shop.emulator.close()
  })

  it('counts each operation of a batch', async () => {
    const scene = await open(rules, { requestsPer5Minutes: 2 })
    const requests = [1, 2, 3].map((id) => ({ id: String(id), method: 'GET', url: 'whoAmI' }))
    expect((await scene.shop.send('POST', '$batch', { requests })).status).toBe(429)
    await scene.shop.emulator.close()
  })

  it('may leave Retry-After out', async () => {
    const scene = await open(rules, { requestsPer5Minutes: 1, retryAfter: false })
    const answer = (await inARow(scene, 2)).at(-1)
    expect([answer?.status, answer?.headers.get('retry-after')]).toEqual([429, null])
    await scene.shop.emulator.close()
  })
})

describe('PUT /emulator/limits', () => {
  it('takes single values over a preset, keeps what it is not told, and forgets a value at null', async () => {
    const { shop } = await open(shapes['Business Central'].rules, { preset: 'documented' })
    const put = async (body: Record<string, number | string | null>): Promise<unknown> =>
      (await shop.control('PUT', 'limits', body)).body
    const documented = { requestsPer5Minutes: 6000, queued: 95, queueWaitMs: 480_000, operationMs: 480_000 }
    expect(await put({ concurrent: 3 })).toEqual({ ...documented, concurrent: 3 })
    expect(await put({ latencyMs: 5, concurrent: null })).toEqual({ ...documented, latencyMs: 5 })
    expect(await put({ preset: 'off', notificationDelayMs: 7 })).toEqual({ notificationDelayMs: 7 })
    expect((await shop.control('GET', 'limits')).body).toEqual({ notificationDelayMs: 7 })
    expect(shop.emulator.limits()).toEqual({ notificationDelayMs: 7 })
    await shop.emulator.close()
  })

  it.each([
    { requestsPer5Minutes: 1 },
    { executionMsPer5Minutes: 2 },
    { concurrent: 3 },
    { queued: 4 },
    { queueWaitMs: 5 },
    { operationMs: 6 },
    { latencyMs: 7 },
    { notificationDelayMs: 8 },
    { retryAfter: false },
    { cost: { requestMs: 9, rowReadMs: 0.5, rowWriteMs: 10 } },
  ])('takes %j alone', async (settings) => {
    const { shop } = await open(shapes.Dataverse.rules, settings)
    expect(shop.emulator.limits()).toEqual(settings)
    expect((await shop.control('GET', 'limits')).body).toEqual(settings)
    await shop.emulator.close()
  })

  it('honours the latency, and the cost of rows that are written', async () => {
    const scene = await open(shapes.Dataverse.rules, {
      latencyMs: 250,
      executionMsPer5Minutes: 100,
      cost: { requestMs: 0, rowWriteMs: 100 },
    })
    const start = scene.shop.clock.now()
    const write = (number: string): Promise<Answer> =>
      scene.time.during(scene.shop.send('POST', 'customers', { number, name: number }))
    expect((await write('A')).status).toBe(201)
    expect(scene.shop.clock.now() - start).toBe(250)
    expect((await write('B')).status).toBe(429)
    expect(member((await scene.shop.control('GET', 'requests')).body, 'throttled')).toBe(1)
    await scene.shop.emulator.close()
  })
})
