import { describe, expect, test } from 'vitest'
import { account, contact } from '../entities/index.ts'
import { batchAnswer, id, kobleUser, openTest, refusal, tag, write } from '../testing/open-test.ts'

const shown = (end: string, by = kobleUser) => ({
  '@odata.etag': 'W/"9"',
  accountid: id(end),
  name: 'Möbel',
  creditlimit: 5,
  modifiedon: '2026-08-21T10:00:01Z',
  _modifiedby_value: by,
  _modifiedonbehalfby_value: null,
})
const values = { name: 'Möbel', creditlimit: '12345678901234.56', telephone1: null, statecode: 0 }
const create = (end: string) => write(account, 'create', id(end), values)
const update = write(account, 'update', id('2'), { telephone1: '1', primarycontactid: null, ownerid: id('7') }, tag(2))
const remove = write(account, 'delete', id('3'), {}, tag(3))
const select = '$select=accountid,name,creditlimit,modifiedon,_modifiedby_value,_modifiedonbehalfby_value'

/** The parts of a batch: request line, headers that matter, body. */
const partsOf = (body: unknown): string[][] =>
  String(body)
    .split('Content-Transfer-Encoding: binary\r\n\r\n')
    .slice(1)
    .map((part) =>
      part.split('\r\n').filter((line) => line !== '' && !line.startsWith('--') && !/^Content-|^Accept/.test(line)),
    )

describe('updates and deletes', () => {
  test('are one batch of independent parts with the tags seen', async () => {
    const { connector, asked } = openTest([batchAnswer({ status: 200, body: shown('2') }, { status: 204 })])
    expect(await connector.write([update, remove])).toMatchObject([
      {
        state: 'done',
        record: { id: id('2'), tag: 'W/"9"', values: { name: 'Möbel', creditlimit: '5' }, writtenByKoble: true },
      },
      { state: 'done', record: null },
    ])
    expect(asked().map(({ method, url }) => `${method} ${url}`)).toEqual(['POST $batch'])
    expect(asked()[0]?.headers.get('prefer')).toBe('odata.continue-on-error')
    const prefer = 'Prefer: return=representation,odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname"'
    expect(partsOf(asked()[0]?.body)).toEqual([
      [
        `PATCH /api/data/v9.2/accounts(${id('2')})?${select} HTTP/1.1`,
        prefer,
        'If-Match: W/"2"',
        `{"telephone1":"1","primarycontactid":null,"ownerid@odata.bind":"/systemusers(${id('7')})"}`,
      ],
      [`DELETE /api/data/v9.2/accounts(${id('3')}) HTTP/1.1`, 'If-Match: W/"3"'],
    ])
  })

  test.each<[string, Parameters<typeof write>[3], string]>([
    ['a state travels with its status', { statecode: 1 }, '{"statecode":1,"statuscode":2}'],
    ['a status that is given stays', { statecode: 1, statuscode: 2 }, '{"statecode":1,"statuscode":2}'],
    [
      'a polymorphic lookup is bound by its table',
      { parentcustomerid: id('4') },
      `{"parentcustomerid_account@odata.bind":"/accounts(${id('4')})"}`,
    ],
    ['and cleared by it', { parentcustomerid: null }, '{"parentcustomerid_account":null}'],
    [
      'a custom lookup is bound by its schema name',
      { koble_company: id('4') },
      `{"koble_Company@odata.bind":"/koble_companies(${id('4')})"}`,
    ],
    ['what the service computes is left out', { fullname: 'x', lastname: 'y' }, '{"lastname":"y"}'],
  ])('%s', async (_, changed, body) => {
    const { connector, asked } = openTest([batchAnswer({ status: 204 })])
    await connector.write([{ ...write(contact, 'update', id('1'), changed, tag(1)), select: [] }])
    expect(partsOf(asked()[0]?.body)[0]?.at(-1)).toBe(body)
  })

  test('an option that is coupled is written as a number', async () => {
    const { connector, asked } = openTest([batchAnswer({ status: 204 })])
    await connector.write([
      write(account, 'update', id('1'), { paymenttermscode: '721230001', creditlimit: '1.10' }, tag(1)),
    ])
    expect(partsOf(asked()[0]?.body)[0]?.at(-1)).toBe('{"paymenttermscode":721230001,"creditlimit":1.10}')
  })
})

describe('creates', () => {
  test('of one table are one CreateMultiple with the chosen ids; blanks and the active state are not said', async () => {
    const { connector, asked } = openTest([{ body: { Ids: [id('1'), id('2')] } }])
    expect(await connector.write([create('1'), create('2')])).toEqual([
      { state: 'done', record: null },
      { state: 'done', record: null },
    ])
    expect(asked()[0]?.url).toBe('accounts/Microsoft.Dynamics.CRM.CreateMultiple')
    const target = { '@odata.type': 'Microsoft.Dynamics.CRM.account', name: 'Möbel', creditlimit: '12345678901234.56' }
    expect(asked()[0]?.body).toEqual({
      Targets: [
        { ...target, accountid: id('1') },
        { ...target, accountid: id('2') },
      ],
    })
  })

  test('of which one is bad are sent again one by one, so that only the bad one fails', async () => {
    const tooLong = refusal(
      '0x80044331',
      "The length of the 'name' attribute exceeded the maximum allowed length of '160'.",
    )
    const { connector, asked } = openTest([
      { status: 400, body: tooLong },
      batchAnswer({ status: 201, body: shown('1') }, { status: 400, body: tooLong }),
    ])
    expect(await connector.write([create('1'), create('2')])).toMatchObject([
      { state: 'done', record: { id: id('1') } },
      {
        state: 'failed',
        error: {
          kind: 'rejected',
          vendorCode: '0x80044331',
          message: expect.stringMatching(/^Account Möbel: The length/),
        },
      },
    ])
    expect(partsOf(asked()[1]?.body)[0]).toEqual([
      `POST /api/data/v9.2/accounts?${select} HTTP/1.1`,
      'Prefer: return=representation,odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname"',
      `{"accountid":"${id('1')}","name":"Möbel","creditlimit":12345678901234.56}`,
    ])
  })

  test.each<[string, Parameters<typeof openTest>[0], string]>([
    ['a torn connection', [new TypeError('terminated')], 'unknown'],
    ['a server error', [{ status: 500 }], 'unknown'],
    ['no rights', [{ status: 403, body: refusal('0x80040220') }], 'failed'],
    ['no time for it', Array.from({ length: 6 }, () => ({ status: 429 })), 'failed'],
  ])('that fail as a whole by %s are not sent again: each is %s', async (_, steps, state) => {
    const { connector, clock, asked } = openTest(steps)
    const written = connector.write([create('1'), create('2')])
    await clock.advance(600_000)
    expect((await written).map((outcome) => outcome.state)).toEqual([state, state])
    expect(asked()).toHaveLength(steps.length)
  })
})

describe('how one write ends', () => {
  test.each<[number, string, string, string]>([
    [412, '0x80060882', 'failed', 'stale'],
    [404, '0x80040217', 'failed', 'missing'],
    [404, '0x8006088a', 'failed', 'misconfigured'],
    [412, '0x80060892', 'failed', 'duplicate'],
    [400, '0x80044331', 'failed', 'rejected'],
    [400, '0x80040230', 'failed', 'rejected'],
    [405, '0x80040227', 'failed', 'rejected'],
    [403, '0x80040220', 'failed', 'unauthorized'],
    [403, '0x80072560', 'failed', 'unauthorized'],
    [429, '0x80072322', 'failed', 'throttled'],
    [400, '0x80090412', 'failed', 'throttled'],
    [500, '0x80044150', 'unknown', 'unavailable'],
    [502, '', 'unknown', 'unavailable'],
  ])('%i %s: %s, %s', async (status, code, state, kind) => {
    const { connector } = openTest([batchAnswer({ status, body: refusal(code) })])
    expect(await connector.write([update])).toMatchObject([{ state, error: { kind, origin: 'crm' } }])
  })

  test('the stack trace of a payload error is left out', async () => {
    const message =
      'Error identified in Payload. InnerException : Microsoft.OData.ODataException: An undeclared property.\r\n   at Microsoft.Crm.X'
    const { connector } = openTest([batchAnswer({ status: 400, body: refusal('0x80048d19', message) })])
    const [outcome] = await connector.write([update])
    expect(JSON.stringify(outcome)).not.toContain('Microsoft.Crm.X')
  })

  test('a part that a whole answer lacks was not come to; one that a cut answer lacks is unknown', async () => {
    const whole = batchAnswer({ status: 204 })
    if (typeof whole === 'function' || whole instanceof Error) throw new Error('no answer')
    const cut = { ...whole, body: String(whole.body).replace(/--batchresponse_1--[\s\S]*$/, '') }
    for (const [step, states] of [
      [whole, ['done', 'notSent']],
      [cut, ['unknown', 'unknown']],
    ] as const) {
      const { connector } = openTest([step])
      expect((await connector.write([remove, update])).map(({ state }) => state)).toEqual(states)
    }
  })

  test('a write given up before it was sent was not sent', async () => {
    const { connector, asked } = openTest([])
    const stop = new AbortController()
    stop.abort(new Error('lease lost'))
    expect((await connector.write([update, create('1'), create('4')], stop.signal)).map(({ state }) => state)).toEqual([
      'notSent',
      'notSent',
      'notSent',
    ])
    expect(asked()).toEqual([])
  })
})

describe('a create whose row is there', () => {
  const exists = batchAnswer({ status: 412, body: refusal('0x80040237', 'Cannot insert duplicate key.') })

  test('under our id is done: an earlier sending was carried out', async () => {
    const { connector } = openTest([exists, { body: { value: [shown('1')] } }])
    expect(await connector.write([create('1')])).toMatchObject([{ state: 'done', record: { id: id('1') } }])
  })

  test('under our id and written by somebody since shows no record', async () => {
    const { connector } = openTest([exists, { body: { value: [shown('1', id('5'))] } }])
    expect(await connector.write([create('1')])).toEqual([{ state: 'done', record: null }])
  })

  test('under another id is refused', async () => {
    const gone = batchAnswer({ status: 200, body: { value: [] } }, { status: 404, body: refusal('0x80040217') })
    const { connector } = openTest([exists, { body: { value: [] } }, gone])
    expect(await connector.write([create('1')])).toMatchObject([{ state: 'failed', error: { kind: 'duplicate' } }])
  })

  test('is not settled while it cannot be read', async () => {
    const { connector } = openTest([exists, { status: 403 }])
    expect(await connector.write([create('1')])).toMatchObject([{ state: 'unknown' }])
  })
})
