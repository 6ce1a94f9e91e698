import { describe, expect, test } from 'vitest'
import { account } from './entities/index.ts'
import { id, openTest, refusal } from './testing/open-test.ts'

const row = {
  koble_challengeid: id('1'),
  koble_nonce: 'n-1',
  koble_origin: 'https://kobledemo.crm4.dynamics.com',
  createdon: '2026-08-21T10:02:13Z',
  _createdby_value: id('7').toUpperCase(),
  _createdonbehalfby_value: null,
  _modifiedby_value: id('7'),
}
const gone = { status: 404, body: refusal('0x80040217') }

describe('the challenge of a sign-in', () => {
  test('is read with who wrote it and when', async () => {
    const { connector, lines } = openTest([{ body: row }])
    expect(await connector.readChallenge(id('1'))).toEqual({
      id: id('1'),
      nonce: 'n-1',
      origin: 'https://kobledemo.crm4.dynamics.com',
      createdBy: id('7'),
      createdOn: Date.parse('2026-08-21T10:02:13Z'),
      onBehalf: false,
      modifiedBy: id('7'),
    })
    expect(lines()).toEqual([
      `GET koble_challenges(${id('1')})?$select=koble_challengeid,koble_nonce,koble_origin,createdon,_createdby_value,_createdonbehalfby_value,_modifiedby_value`,
    ])
  })

  test('written on behalf of another says so', async () => {
    const { connector } = openTest([{ body: { ...row, _createdonbehalfby_value: id('8') } }])
    expect(await connector.readChallenge(id('1'))).toMatchObject({ onBehalf: true })
  })

  test('that is not there is null, and no id of another form is ever asked for', async () => {
    const { connector, asked } = openTest([gone])
    expect(await connector.readChallenge(id('1'))).toBeNull()
    for (const other of ['', '../accounts', `${id('1')})/x`, "x' or 1 eq 1"]) {
      expect(await connector.readChallenge(other)).toBeNull()
      expect(await connector.deleteChallenge(other)).toBe(false)
    }
    expect(asked()).toHaveLength(1)
  })

  test('is used up by whoever deletes it', async () => {
    const { connector, lines } = openTest([{ status: 204 }, gone])
    expect(await connector.deleteChallenge(id('1'))).toBe(true)
    expect(await connector.deleteChallenge(id('1'))).toBe(false)
    expect(lines()[0]).toBe(`DELETE koble_challenges(${id('1')})`)
  })

  test('that the service cannot tell about is an error', async () => {
    const { connector } = openTest([{ status: 404, body: refusal('0x8006088a') }])
    await expect(connector.readChallenge(id('1'))).rejects.toThrow('The challenge of a sign-in: No.')
  })
})

describe('whether a user may read a record', () => {
  test('is asked of the service in that user’s name', async () => {
    const { connector, asked } = openTest([{ body: { accountid: id('1') } }])
    expect(await connector.mayRead(account, id('1'), id('7'))).toBe(true)
    expect(asked()[0]).toMatchObject({ method: 'GET', url: `accounts(${id('1')})?$select=accountid` })
    expect(asked()[0]?.headers.get('mscrmcallerid')).toBe(id('7'))
  })

  test.each([
    [403, '0x80040220'],
    [403, '0x80072560'],
    [404, '0x80040217'],
  ])('%i %s: no', async (status, code) => {
    const { connector } = openTest([{ status, body: refusal(code) }])
    expect(await connector.mayRead(account, id('1'), id('7'))).toBe(false)
  })

  test.each([
    [403, '0x8004A110'],
    [404, '0x8006088a'],
    [400, '0x80048d1A'],
  ])('%i %s is Koble’s own trouble, not an answer', async (status, code) => {
    const { connector } = openTest([{ status, body: refusal(code) }])
    await expect(connector.mayRead(account, id('1'), id('7'))).rejects.toThrow('Asking whether a user may read')
  })
})
