import { describe, expect, test } from 'vitest'
import { asIs, asJson, createODataClient, type ODataRequest } from './client.ts'
import { createGovernor } from './governor.ts'
import { isODataError } from './odata-error.ts'
import { manualClock, scriptedService, silentLog, type Step } from './testing/index.ts'

const baseUrl = 'https://api.test/v2.0/sandbox/api'

const open = (steps: readonly Step[]) => {
  const clock = manualClock()
  const service = scriptedService(baseUrl, steps)
  const tokens: string[] = []
  let count = 1
  const client = createODataClient({
    fetch: (url, init) => {
      tokens.push(new Headers(init.headers).get('authorization') ?? '')
      return service.fetch(url, init)
    },
    baseUrl,
    tokens: { token: () => Promise.resolve(`t${count}`), forget: () => void (count += 1) },
    clock,
    log: silentLog,
    governor: createGovernor({ clock, limits: { windowMs: 300_000, requests: 6_000, running: 5 } }),
    random: () => 1,
  })
  const failure = async (request: ODataRequest) => {
    const sent = client.send(request, asJson).catch((thrown: unknown) => thrown)
    await clock.advance(1_000_000)
    const error = await sent
    return isODataError(error) ? error.failure : error
  }
  return { clock, service, client, failure, tokens }
}

const get: ODataRequest = { method: 'GET', path: 'v2.0/companies' }
const post: ODataRequest = { method: 'POST', path: 'v2.0/customers', body: '{}' }
const ok: Step = { body: { value: [] } }
const busy: Step = {
  status: 429,
  headers: { 'retry-after': '7' },
  body: { error: { code: 'x', message: 'slow down' } },
}

describe('what is repeated', () => {
  const afterAll = async (steps: readonly Step[], request: ODataRequest) => {
    const opened = open(steps)
    const sent = opened.client.send(request, asJson).then(
      () => 'done',
      (error: unknown) => (isODataError(error) ? error.failure.reason : error),
    )
    await opened.clock.advance(1_000_000)
    return { end: await sent, requests: opened.service.seen.length }
  }

  test.each<[string, readonly Step[], ODataRequest, { end: string; requests: number }]>([
    ['a read after a broken connection', [new TypeError('reset'), ok], get, { end: 'done', requests: 2 }],
    ['a read after a server error', [{ status: 500 }, { status: 502 }, ok], get, { end: 'done', requests: 3 }],
    ['a read whose body is cut off', [{ body: '{"value":[' }, ok], get, { end: 'done', requests: 2 }],
    ['a write that the service had no time for', [busy, ok], post, { end: 'done', requests: 2 }],
    ['a write before it had a connection', [refused(), ok], post, { end: 'done', requests: 2 }],
    [
      'a batch of reads after a server error',
      [{ status: 500 }, ok],
      { ...post, isRead: true },
      { end: 'done', requests: 2 },
    ],
    ['no write after a broken connection', [new TypeError('reset')], post, { end: 'network', requests: 1 }],
    ['no write after a server error', [{ status: 500 }], post, { end: 'status', requests: 1 }],
    ['no write whose answer is cut off', [{ body: '{"id":' }], post, { end: 'body', requests: 1 }],
    ['no read that was refused', [{ status: 400 }], get, { end: 'status', requests: 1 }],
    ['no read of what is not implemented', [{ status: 501 }], get, { end: 'status', requests: 1 }],
    ['six times at most', Array.from({ length: 9 }, () => ({ status: 503 })), get, { end: 'status', requests: 6 }],
  ])('%s', async (_, steps, request, expected) => {
    expect(await afterAll(steps, request)).toEqual(expected)
  })

  test('not before the service says so', async () => {
    const { clock, client, service } = open([busy, ok])
    const sent = client.send(get, asJson)
    await clock.advance(6_999)
    expect(service.seen).toHaveLength(1)
    await clock.advance(1)
    await sent
    expect(service.seen).toHaveLength(2)
  })

  test('a person does not wait for a long pause', async () => {
    const { failure, service } = open([busy])
    expect(await failure({ ...get, priority: 'interactive' })).toMatchObject({ status: 429, retryAfterMs: 7_000 })
    expect(service.seen).toHaveLength(1)
  })
})

function refused(): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) })
}

describe('whether a failed request may have been carried out', () => {
  test.each<[string, Step, ODataRequest, boolean]>([
    ['a refusal', { status: 400 }, post, false],
    ['a stale tag', { status: 409 }, post, false],
    ['a broken connection', new TypeError('reset'), post, true],
    ['a server error', { status: 500 }, post, true],
    ['a gateway time-out', { status: 504 }, post, true],
    ['an operation that ran too long', { status: 408 }, post, true],
    ['busy, without a time', { status: 503 }, post, true],
    ['any of a read', { status: 500 }, get, false],
    ['an unreadable answer to a write', { body: '<html>' }, post, true],
  ])('%s', async (_, step, request, expected) => {
    const { failure } = open(Array.from({ length: 6 }, () => step))
    expect(await failure(request)).toMatchObject({ mayHaveApplied: expected })
  })
})

describe('a token that is refused', () => {
  test('is renewed once, also for a write', async () => {
    const { client, tokens } = open([{ status: 401 }, ok])
    await client.send(post, asJson)
    expect(tokens).toEqual(['Bearer t1', 'Bearer t2'])
  })

  test('twice is a failure', async () => {
    const { failure, service } = open([{ status: 401 }, { status: 401 }])
    expect(await failure(get)).toMatchObject({ status: 401 })
    expect(service.seen).toHaveLength(2)
  })
})

describe('how an error reads', () => {
  test('with code and correlation id, the message without it', async () => {
    const message =
      'Another user has already changed the record.  CorrelationId:  a6cfc7a3-86c4-4216-a298-7c76ee74b0af.'
    const { failure } = open([{ status: 409, body: { error: { code: 'Request_EntityChanged', message } } }])
    expect(await failure(post)).toEqual({
      reason: 'status',
      status: 409,
      code: 'Request_EntityChanged',
      message: 'Another user has already changed the record.',
      requestId: 'a6cfc7a3-86c4-4216-a298-7c76ee74b0af',
      mayHaveApplied: false,
    })
  })

  test.each(['', '<html><body>Bad Gateway</body></html>', '{"error":', '"text"', '[]'])(
    'from the body %j',
    async (body) => {
      const { failure } = open([{ status: 404, body }])
      expect(await failure(get)).toMatchObject({
        status: 404,
        code: '',
        message: 'The service answered HTTP 404 without an explanation.',
      })
    },
  )
})

describe('a service that does not answer', () => {
  test.each<[string, ODataRequest, number, boolean]>([
    ['a read is given up after 60 s', { ...get, priority: 'interactive' }, 60_000, false],
    ['a write is given up after 100 s, its outcome unknown', post, 100_000, true],
  ])('%s', async (_, request, ms, mayHaveApplied) => {
    const clock = manualClock()
    const cut: number[] = []
    const client = createODataClient({
      fetch: (_url, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            cut.push(clock.now())
            reject(new Error('cut'))
          })
        }),
      baseUrl,
      tokens: { token: () => Promise.resolve('t'), forget: () => undefined },
      clock,
      log: silentLog,
      governor: createGovernor({ clock, limits: { windowMs: 300_000, requests: 6_000, running: 5 } }),
    })
    const begun = clock.now()
    const sent = client.send(request, asIs).catch((error: unknown) => (isODataError(error) ? error.failure : error))
    await clock.advance(600_000)
    expect(cut[0]).toBe(begun + ms)
    expect(await sent).toMatchObject({ reason: 'timeout', mayHaveApplied })
  })
})

describe('links that the service gave', () => {
  test('are followed unchanged, but to the connection’s own origin', async () => {
    const { client, service } = open([ok])
    const link = 'https://evil.test/v2.0/sandbox/api/v2.0/items?aid=FIFO&$skiptoken=%271900-S%27'
    await client.send({ method: 'GET', path: link }, asJson)
    expect(service.lines()).toEqual(['GET v2.0/items?aid=FIFO&$skiptoken=%271900-S%27'])
  })
})
