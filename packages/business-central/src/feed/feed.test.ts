import type { Checkpoint, Entity } from '@koble/core'
import { describe, expect, test } from 'vitest'
import { contacts, customers, customerStatistics } from '../entities/index.ts'
import { companyId, id, kobleUser, openTest, tag } from '../testing/open-test.ts'

const root = `koble/connector/v1.0/companies(${companyId})`
const standard = `v2.0/companies(${companyId})`
const fields = ['displayName']
const select = '$select=id,displayName,systemModifiedBy,lastModifiedDateTime,systemRowVersion'

const state = (highest: number, lowestUncommitted: number, lastDeletion = 0, tableName = 'customers') => ({
  tableName,
  highestRowVersion: highest,
  lowestUncommittedRowVersion: lowestUncommitted,
  lastDeletionEntryNumber: lastDeletion,
})
const states = (...rows: object[]) => ({ body: { value: rows } })
const row = (end: string, version: number) => ({
  '@odata.etag': tag(end),
  id: id(end),
  displayName: `Customer ${end}`,
  systemRowVersion: version,
  systemModifiedBy: kobleUser,
  lastModifiedDateTime: '2026-08-21T10:00:00Z',
})
const rows = (...value: object[]) => ({ body: { value } })
const mark = (version: number, entry = 0): Checkpoint =>
  JSON.stringify({ v: String(version), d: String(entry) }) as Checkpoint
const changed = (...ends: string[]) => ends.map((end) => expect.objectContaining({ id: id(end) }))

describe('with Koble’s pages', () => {
  test('a feed opens below what is not committed yet', async () => {
    const { connector, lines } = openTest([states(state(90, 101, 4))])
    expect(await connector.openFeed({ entity: customers, fields })).toBe(mark(100, 4))
    expect(lines()).toEqual([`GET ${root}/feedState`])
  })

  test('rows come by version up to the lowest uncommitted one, then deletions by entry', async () => {
    const { connector, lines } = openTest([
      states(state(107, 108, 6)),
      rows(row('1', 105), row('2', 107)),
      rows({ entryNumber: 5, recordId: id('3') }, { entryNumber: 6, recordId: id('4') }),
      rows(),
    ])
    const page = await connector.readChanges({ entity: customers, fields, since: mark(100, 4) })
    expect(page).toEqual({ changed: changed('1', '2'), deleted: [id('3'), id('4')], next: mark(107, 6), more: false })
    const deletions = "$filter=tableName%20eq%20'customers'%20and%20entryNumber%20gt%204%20and%20entryNumber%20le%206"
    expect(lines()).toEqual([
      `GET ${root}/feedState`,
      `GET ${root}/customers?${select}&$filter=systemRowVersion%20gt%20100%20and%20systemRowVersion%20lt%20108&$orderby=systemRowVersion`,
      `GET ${root}/deletedRecords?$select=entryNumber,recordId&${deletions}&$orderby=entryNumber`,
      `GET ${root}/customers?$select=id,systemModifiedBy,lastModifiedDateTime&$filter=id%20eq%20${id('3')}%20or%20id%20eq%20${id('4')}`,
    ])
  })

  test('a record that was made again under its id is not deleted', async () => {
    const deletion = rows({ entryNumber: 5, recordId: id('3') })
    const { connector } = openTest([states(state(107, 108, 5)), rows(), deletion, rows(row('3', 107))])
    expect(await connector.readChanges({ entity: customers, fields, since: mark(100, 4) })).toMatchObject({
      deleted: [],
    })
  })

  test('nothing new costs one request and leaves the mark', async () => {
    const { connector, lines } = openTest([states(state(100, 250, 4))])
    const since = mark(100, 4)
    const page = await connector.readChanges({ entity: customers, fields, since })
    expect(page).toEqual({ changed: [], deleted: [], next: since, more: false })
    expect(lines()).toHaveLength(1)
  })

  test('a page that is not the last leads on from its last row, deletions wait for the last', async () => {
    const first = { body: { value: [row('1', 105), row('2', 107)], '@odata.nextLink': 'https://api.test/x' } }
    const { connector } = openTest([states(state(300, 301, 9)), first])
    const page = await connector.readChanges({ entity: customers, fields, since: mark(100, 4) })
    expect(page).toEqual({ changed: changed('1', '2'), deleted: [], next: mark(107, 4), more: true })
  })

  test('an answer that shows nothing of what moved leaves the mark, so nothing is passed over', async () => {
    const { connector } = openTest([states(state(107, 108, 4)), rows()])
    const page = await connector.readChanges({ entity: customers, fields, since: mark(100, 4) })
    expect(page).toEqual({ changed: [], deleted: [], next: mark(100, 4), more: false })
  })

  test.each<[string, number, number]>([
    ['equal to the mark', 90, 100],
    ['far below it', 5, 6],
  ])('numbers whose next is %s went backwards', async (_, highest, lowest) => {
    const { connector } = openTest([states(state(highest, lowest, 0))])
    const trouble = await connector.readChanges({ entity: customers, fields, since: mark(100, 4) })
    expect(trouble).toMatchObject({ trouble: 'wentBackwards', message: expect.stringContaining('backup') })
  })

  test('numbers beyond a double stay exact', async () => {
    const text =
      '{"value":[{"tableName":"customers","highestRowVersion":9007199254740993,"lowestUncommittedRowVersion":9007199254740994,"lastDeletionEntryNumber":0}]}'
    const { connector } = openTest([{ body: text }])
    expect(await connector.openFeed({ entity: customers, fields })).toBe('{"v":"9007199254740993","d":"0"}')
  })

  test('several feeds are looked at in one request; one that went backwards counts as moved', async () => {
    const { connector, lines } = openTest([
      states(state(100, 200, 4), state(150, 200, 4, 'contacts'), state(10, 200, 0, 'customerLedgerEntries')),
    ])
    const heads = await connector.peekFeeds(
      new Map<Entity, Checkpoint>([
        [customers, mark(100, 4)],
        [contacts, mark(100, 4)],
        [customerStatistics, mark(300, 4)],
      ]),
    )
    expect(heads).toEqual([
      { entity: 'customers', moved: false },
      { entity: 'contacts', moved: true },
      { entity: 'customerStatistics', moved: true },
    ])
    expect(lines()).toHaveLength(1)
  })

  test('statistics move with the customer and with its ledger entries', async () => {
    const { connector, lines } = openTest([
      states(state(105, 110, 0), state(107, 110, 0, 'customerLedgerEntries')),
      rows({ id: id('1') }),
      rows({ id: id('8'), customerId: id('2') }, { id: id('9'), customerId: id('2') }),
      rows({ ...row('1', 0), balance: 1 }, { ...row('2', 0), balance: 2 }),
    ])
    const page = await connector.readChanges({ entity: customerStatistics, fields: ['balance'], since: mark(100) })
    expect(page).toEqual({ changed: changed('1', '2'), deleted: [], next: mark(109), more: false })
    expect(lines()[2]).toContain(
      `${root}/customerLedgerEntries?$select=id,customerId&$filter=systemRowVersion%20gt%20100`,
    )
  })

  test.each(['', 'x', '{}', '{"v":"abc","d":"0"}', '{"stamp":"2026-08-21T10:00:00Z"}'])(
    'the mark %j of another form has expired',
    async (since) => {
      const { connector } = openTest([])
      expect(await connector.readChanges({ entity: customers, fields, since: since as Checkpoint })).toEqual({
        trouble: 'expired',
      })
    },
  )
})

describe('without Koble’s pages', () => {
  const stamped = (end: string, stamp: string) => ({ ...row(end, 0), lastModifiedDateTime: stamp })
  const filterOf = (line: string | undefined): string | undefined =>
    /lastModifiedDateTime%20gt%20([^&]+)/.exec(line ?? '')?.[1]

  const open = async (steps: Parameters<typeof openTest>[0]) => {
    const opened = openTest([rows(stamped('1', '2026-08-21T09:15:02.107Z')), ...steps], { pages: false })
    const since = await opened.connector.openFeed({ entity: customers, fields })
    const read = async (from: Checkpoint) => {
      const page = await opened.connector.readChanges({ entity: customers, fields, since: from })
      if ('trouble' in page) throw new Error(page.trouble)
      return page
    }
    return { ...opened, since, read }
  }

  test('a feed opens at the newest stamp', async () => {
    const { lines } = await open([])
    expect(lines()).toEqual([
      `GET ${standard}/customers?$select=id,lastModifiedDateTime&$orderby=lastModifiedDateTime%20desc&$top=1`,
    ])
  })

  test('each reading starts five seconds before the newest stamp, and shows no record twice', async () => {
    const late = stamped('2', '2026-08-21T09:15:01.000Z')
    const { read, since, lines } = await open([
      rows(late, stamped('3', '2026-08-21T09:16:00.000Z')),
      rows(stamped('3', '2026-08-21T09:16:00.000Z')),
    ])
    const first = await read(since)
    expect(first.changed).toEqual(changed('2', '3'))
    const second = await read(first.next)
    expect(second).toEqual({ changed: [], deleted: [], next: first.next, more: false })
    expect(lines().slice(1).map(filterOf)).toEqual(['2026-08-21T09:14:57.107Z', '2026-08-21T09:15:55.000Z'])
  })

  test('every ten minutes one starts fifteen minutes before it', async () => {
    const { read, since, lines, clock } = await open([rows(), rows(), rows()])
    const first = await read(since)
    await clock.advance(600_000)
    const second = await read(first.next)
    await read(second.next)
    expect(lines().slice(1).map(filterOf)).toEqual([
      '2026-08-21T09:14:57.107Z',
      '2026-08-21T09:00:02.107Z',
      '2026-08-21T09:14:57.107Z',
    ])
  })

  test('a long page leads on by the service’s link', async () => {
    const link = `https://api.test/v2.0/sandbox/api/${standard}/customers?aid=FIFO&$skiptoken=1`
    const { read, since, lines } = await open([
      { body: { value: [stamped('2', '2026-08-21T09:16:00Z')], '@odata.nextLink': link } },
      rows(stamped('3', '2026-08-21T09:17:00Z')),
      rows(),
    ])
    const first = await read(since)
    expect(first.more).toBe(true)
    const second = await read(first.next)
    expect(second).toMatchObject({ changed: changed('3'), more: false })
    await read(second.next)
    expect(lines()[2]).toBe(`GET ${standard}/customers?aid=FIFO&$skiptoken=1`)
    expect(filterOf(lines()[3])).toBe('2026-08-21T09:16:55.000Z')
  })

  test('whether something moved is not known, so everything may have', async () => {
    const { connector, since } = await open([])
    expect(await connector.peekFeeds(new Map([[customers, since]]))).toEqual([{ entity: 'customers', moved: true }])
  })

  test('a mark from before the extension went has expired', async () => {
    const { connector } = await open([])
    expect(await connector.readChanges({ entity: customers, fields, since: mark(1) })).toEqual({ trouble: 'expired' })
  })
})
