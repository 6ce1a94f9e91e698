import { describe, expect, test } from 'vitest'
import { currencies, customers } from '../entities/index.ts'
import { companyId, id, kobleUser, openTest, tag, write } from '../testing/open-test.ts'

const create = write(customers, 'create', id('1'), {
  displayName: 'Möbel Scherrer AG',
  creditLimit: '12345678901234.56',
  city: 'Bern',
  country: 'CH',
  currencyId: null,
  email: null,
})
const update = write(customers, 'update', id('2'), { phoneNumber: '+49 40 1234' }, tag('2'))
const remove = write(customers, 'delete', id('3'), {}, tag('3'))

const shown = (end: string, by = kobleUser) => ({
  '@odata.etag': tag(`${end}+`),
  id: id(end),
  displayName: 'Möbel Scherrer AG',
  creditLimit: 5,
  systemModifiedBy: by,
  lastModifiedDateTime: '2026-08-21T10:00:01.5Z',
})
const part = (number: number, status: number, body?: object) => ({ id: String(number), status, headers: {}, body })
const refused = (code: string, message = 'No.') => ({
  error: { code, message: `${message}  CorrelationId:  a6cfc7a3-86c4-4216-a298-7c76ee74b0af.` },
})
const answer = (...responses: object[]) => ({ body: { responses } })

describe('a batch of writes', () => {
  test('is one request: tags as conditions, the chosen id, fields in the order that the pages need', async () => {
    const { connector, service } = openTest([answer(part(1, 201, shown('1')), part(2, 200, shown('2')), part(3, 204))])
    const outcomes = await connector.write([create, update, remove])
    expect(outcomes.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    const sent = service.seen[1]
    expect([sent?.method, sent?.url, sent?.headers.get('prefer')]).toEqual([
      'POST',
      'koble/connector/v1.0/$batch',
      'odata.continue-on-error',
    ])
    const json = { 'Content-Type': 'application/json' }
    expect(sent?.body).toEqual({
      requests: [
        {
          id: '1',
          method: 'POST',
          url: `companies(${companyId})/customers`,
          headers: json,
          body: {
            id: id('1'),
            displayName: 'Möbel Scherrer AG',
            country: 'CH',
            city: 'Bern',
            email: '',
            currencyId: '00000000-0000-0000-0000-000000000000',
            creditLimit: '12345678901234.56',
          },
        },
        {
          id: '2',
          method: 'PATCH',
          url: `companies(${companyId})/customers(${id('2')})`,
          headers: { ...json, 'If-Match': 'W/"2"' },
          body: { phoneNumber: '+49 40 1234' },
        },
        {
          id: '3',
          method: 'DELETE',
          url: `companies(${companyId})/customers(${id('3')})`,
          headers: { 'If-Match': 'W/"3"' },
        },
      ],
    })
    const body = sent?.body
    const first = typeof body === 'object' ? JSON.stringify(body) : ''
    expect(first.indexOf('"country"')).toBeLessThan(first.indexOf('"city"'))
  })

  test('answers with each record as the service then shows it', async () => {
    const { connector } = openTest([answer(part(1, 200, shown('2')))])
    expect(await connector.write([update])).toEqual([
      {
        state: 'done',
        record: {
          id: id('2'),
          tag: tag('2+'),
          values: { displayName: 'Möbel Scherrer AG', creditLimit: '5' },
          writtenByKoble: true,
          modifiedAt: Date.parse('2026-08-21T10:00:01.500Z'),
        },
      },
    ])
  })

  test('of 250 is three requests of at most 100', async () => {
    const writes = Array.from({ length: 250 }, (_, index) =>
      write(currencies, 'update', id(String(index)), { symbol: 'x' }, tag('1')),
    )
    const all = Array.from({ length: 3 }, () =>
      answer(...Array.from({ length: 100 }, (_, index) => part(index + 1, 204))),
    )
    const { connector, lines } = openTest(all)
    expect((await connector.write(writes)).every(({ state }) => state === 'done')).toBe(true)
    expect(lines()).toHaveLength(3)
  })
})

describe('how one write ends', () => {
  test.each<[number, string, string, string]>([
    [409, 'Request_EntityChanged', 'failed', 'stale'],
    [412, '', 'failed', 'stale'],
    [404, 'Internal_RecordNotFound', 'failed', 'missing'],
    [404, 'Internal_CompanyNotFound', 'failed', 'misconfigured'],
    [400, 'Application_DialogException', 'failed', 'rejected'],
    [400, 'Application_StringExceededLength', 'failed', 'rejected'],
    [400, 'Internal_InvalidTableRelation', 'failed', 'rejected'],
    [403, 'Authorization_RequestDenied', 'failed', 'unauthorized'],
    [429, 'Application_TooManyRequests', 'failed', 'throttled'],
    [405, 'BadRequest_MethodNotAllowed', 'failed', 'misconfigured'],
    [500, 'Internal_ServerError', 'unknown', 'unavailable'],
    [504, '', 'unknown', 'unavailable'],
  ])('%i %s: %s, %s', async (status, code, state, kind) => {
    const { connector } = openTest([answer(part(1, status, refused(code)))])
    expect(await connector.write([update])).toMatchObject([{ state, error: { kind, origin: 'erp' } }])
  })

  test('a refusal names the record, the service’s words and what to do', async () => {
    const why = refused(
      'Application_StringExceededLength',
      'The length of the string is 57, but it must be less than or equal to 50 characters.',
    )
    const { connector } = openTest([answer(part(1, 400, why))])
    expect(await connector.write([create])).toMatchObject([
      {
        error: {
          message:
            'Customer Möbel Scherrer AG: The length of the string is 57, but it must be less than or equal to 50 characters. Mend the value on either side, then retry.',
          vendorCode: 'Application_StringExceededLength',
          requestId: 'a6cfc7a3-86c4-4216-a298-7c76ee74b0af',
          httpStatus: 400,
          mayHaveApplied: false,
        },
      },
    ])
  })

  test('a part that a whole answer lacks was not come to', async () => {
    const { connector } = openTest([answer(part(1, 200, shown('2')))])
    expect((await connector.write([update, remove])).map(({ state }) => state)).toEqual(['done', 'notSent'])
  })

  test('an unreadable record in the answer of a done write leaves it done', async () => {
    const { connector } = openTest([answer(part(1, 200, { ...shown('2'), creditLimit: 'x' }))])
    expect(await connector.write([update])).toEqual([{ state: 'done', record: null }])
  })
})

describe('a batch that fails as a whole', () => {
  const connectionRefused = new TypeError('fetch failed', {
    cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
  })

  test.each<[string, Parameters<typeof openTest>[0], string]>([
    ['a torn connection', [new TypeError('terminated')], 'unknown'],
    ['an answer cut off', [{ body: '{"responses":[{"id":"1","status":200' }], 'unknown'],
    ['a page instead of an answer', [{ body: '<html>Bad gateway</html>' }], 'unknown'],
    ['a server error', [{ status: 500, body: refused('Internal_ServerError') }], 'unknown'],
    ['no rights', [{ status: 403 }], 'failed'],
    ['no connection', Array.from({ length: 6 }, () => connectionRefused), 'failed'],
    ['no time for it', Array.from({ length: 6 }, () => ({ status: 429 })), 'failed'],
  ])('%s: every write is %s', async (_, steps, state) => {
    const { connector, clock } = openTest(steps)
    const written = connector.write([update, remove])
    await clock.advance(600_000)
    expect((await written).map((outcome) => outcome.state)).toEqual([state, state])
  })

  test('a write given up before it was sent was not sent', async () => {
    const { connector, service } = openTest([])
    const stop = new AbortController()
    stop.abort(new Error('lease lost'))
    expect(await connector.write([update], stop.signal)).toEqual([{ state: 'notSent' }])
    expect(service.seen).toHaveLength(1)
  })
})

describe('a create whose record is there', () => {
  const exists = part(
    1,
    400,
    refused('Internal_EntityWithSameKeyExists', 'The record in table Customer already exists.'),
  )

  test('under our id is done: an earlier sending was carried out', async () => {
    const { connector } = openTest([answer(exists), { body: { value: [shown('1')] } }])
    expect(await connector.write([create])).toMatchObject([{ state: 'done', record: { id: id('1') } }])
  })

  test('under our id and written by somebody since shows no record', async () => {
    const { connector } = openTest([
      answer(exists),
      { body: { value: [shown('1', '00000000-0000-0000-0000-0000000000bb')] } },
    ])
    expect(await connector.write([create])).toEqual([{ state: 'done', record: null }])
  })

  test('under another id is refused: the number is taken', async () => {
    const { connector } = openTest([
      answer(exists),
      { body: { value: [] } },
      answer(part(1, 200, { value: [] }), part(2, 404, refused('Internal_RecordNotFound'))),
    ])
    expect(await connector.write([create])).toMatchObject([{ state: 'failed', error: { kind: 'duplicate' } }])
  })

  test('is not settled while it cannot be read', async () => {
    const { connector } = openTest([answer(exists), { status: 403 }])
    expect(await connector.write([create])).toMatchObject([{ state: 'unknown', error: { mayHaveApplied: true } }])
  })
})

test('without Koble’s pages nothing is created, and updates go to the standard API', async () => {
  const { connector, service } = openTest([answer(part(1, 200, shown('2')))], { pages: false })
  const standard = { ...update, select: ['displayName'] }
  expect(await connector.write([create, standard])).toMatchObject([
    { state: 'failed', error: { kind: 'misconfigured', code: 'koble-pages-missing' } },
    { state: 'done' },
  ])
  expect(service.seen[1]).toMatchObject({ url: 'v2.0/$batch' })
})
