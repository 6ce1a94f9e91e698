import type { Checkpoint, Entity } from '@koble/core'
import { describe, expect, test } from 'vitest'
import { account, contact, paymentTermsOptions } from '../entities/index.ts'
import { batchAnswer, id, openTest, refusal, root, textOf } from '../testing/open-test.ts'

const select = '$select=accountid,name,modifiedon,_modifiedby_value,_modifiedonbehalfby_value'
const delta = (token: string) => `${root}/accounts?${select}&$deltatoken=${token}`
const mark = (link: string, fields = ['name']): Checkpoint => JSON.stringify({ link, fields }) as Checkpoint
const row = (end: string) => ({ '@odata.etag': `W/"${end}"`, accountid: id(end), name: `Account ${end}` })
const deleted = (end: string) => ({
  '@odata.context': `${root}/$metadata#accounts/$deletedEntity`,
  id: id(end),
  reason: 'deleted',
})
const fields = ['name']

test('opening walks to the last page, which carries the link', async () => {
  const { connector, lines, asked } = openTest([
    { body: { value: [row('1')], '@odata.nextLink': `${root}/accounts?${select}&$skiptoken=2` } },
    { body: { value: [row('2')], '@odata.deltaLink': delta('1184710%21') } },
  ])
  expect(await connector.openFeed({ entity: account, fields })).toBe(mark(delta('1184710%21')))
  expect(lines()).toEqual([`GET accounts?${select}`, `GET accounts?${select}&$skiptoken=2`])
  for (const { headers } of asked())
    expect(headers.get('prefer')).toMatch(/odata\.maxpagesize=5000,odata\.track-changes$/)
})

test('a table that is not tracked is an error that says what to do', async () => {
  const { connector } = openTest([
    { status: 400, body: refusal('0x80072491', "Entity account isn't enabled for change tracking.") },
  ])
  await expect(connector.openFeed({ entity: account, fields })).rejects.toMatchObject({
    detail: { kind: 'misconfigured', code: 'crm-change-tracking-off' },
  })
})

describe('reading on from a link', () => {
  test('shows rows and deletions and leads to the next link', async () => {
    const value = [row('1'), deleted('2')]
    const { connector, lines } = openTest([{ body: { value, '@odata.deltaLink': delta('2') } }])
    const page = await connector.readChanges({ entity: account, fields, since: mark(delta('1%2108%2f21')) })
    expect(page).toEqual({
      changed: [expect.objectContaining({ id: id('1'), values: { name: 'Account 1' } })],
      deleted: [id('2')],
      next: mark(delta('2')),
      more: false,
    })
    expect(lines()).toEqual([`GET accounts?${select}&$deltatoken=1%2108%2f21`])
  })

  test('with nothing new leaves the mark', async () => {
    const { connector } = openTest([{ body: { value: [], '@odata.deltaLink': delta('2') } }])
    const since = mark(delta('1'))
    expect(await connector.readChanges({ entity: account, fields, since })).toMatchObject({ next: since, more: false })
  })

  test('goes on at once while pages wait', async () => {
    const next = `${root}/accounts?$skiptoken=3`
    const { connector } = openTest([{ body: { value: [row('1')], '@odata.nextLink': next } }])
    const page = await connector.readChanges({ entity: account, fields, since: mark(delta('1')) })
    expect(page).toMatchObject({ next: mark(next), more: true })
  })

  test('reads columns that it was not opened with by id', async () => {
    const { connector, lines } = openTest([
      { body: { value: [row('1')], '@odata.deltaLink': delta('2') } },
      { body: { value: [{ ...row('1'), telephone1: '1' }] } },
    ])
    const page = await connector.readChanges({
      entity: account,
      fields: ['name', 'telephone1'],
      since: mark(delta('1')),
    })
    expect(page).toMatchObject({ changed: [{ id: id('1'), values: { name: 'Account 1', telephone1: '1' } }] })
    expect(lines()[1]).toContain('GET accounts?$select=accountid,name,telephone1')
  })

  test.each([
    [400, '0x80044352'],
    [400, '0x80072515'],
    [400, ''],
    [410, ''],
  ])('that is refused with %i %s has expired', async (status, code) => {
    const { connector } = openTest([{ status, body: refusal(code) }])
    expect(await connector.readChanges({ entity: account, fields, since: mark(delta('1')) })).toEqual({
      trouble: 'expired',
    })
  })

  test('that may not be read is an error, not an end', async () => {
    const { connector } = openTest([{ status: 403, body: refusal('0x80040220') }])
    await expect(connector.readChanges({ entity: account, fields, since: mark(delta('1')) })).rejects.toMatchObject({
      detail: { kind: 'unauthorized' },
    })
  })

  test.each(['', '{}', '{"link":1}', '{"link":"x"}', '[]'])('a mark %j of another form has expired', async (since) => {
    const { connector } = openTest([])
    expect(await connector.readChanges({ entity: account, fields, since: since as Checkpoint })).toEqual({
      trouble: 'expired',
    })
  })
})

test('several feeds are looked at in one request; what cannot be told counts as moved', async () => {
  const options = {
    OptionSet: { Options: [{ Value: 1, Label: { UserLocalizedLabel: { Label: 'Net 30', LanguageCode: 1033 } } }] },
  }
  const { connector, asked } = openTest([
    batchAnswer(
      { status: 200, body: { value: [], '@odata.deltaLink': delta('2') } },
      { status: 200, body: options },
      { status: 400, body: refusal('0x80044352') },
    ),
  ])
  const heads = await connector.peekFeeds(
    new Map<Entity, Checkpoint>([
      [account, mark(delta('1'))],
      [paymentTermsOptions, '{"options":{"1":"Net 30"}}' as Checkpoint],
      [contact, mark(delta('1').replace('accounts', 'contacts'))],
    ]),
  )
  expect(heads).toEqual([
    { entity: 'account', moved: false },
    { entity: 'option:account.paymenttermscode', moved: false },
    { entity: 'contact', moved: true },
  ])
  expect(asked()).toHaveLength(1)
  expect(textOf(asked()[0]?.body)).toContain(`GET /api/data/v9.2/accounts?${select}&$deltatoken=1 HTTP/1.1`)
})
