/** The contract of core's connector port as a vitest suite: the same rules on the real connectors and on the one in memory. */
import type {
  ChangePage,
  Checkpoint,
  Connector,
  EffectId,
  Entity,
  FeedTrouble,
  RecordId,
  RemoteRecord,
  RemoteWrite,
  Tag,
  Values,
  WriteOutcome,
} from '@koble/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countingIds } from '../seeded-random.ts'

export interface ConnectorUnderTest {
  readonly connector: Connector
  /** Any entity that may be created, edited and deleted, and two text fields of it that hold up to 20 characters. */
  readonly entity: Entity
  readonly fields: { readonly name: string; readonly other: string }
  /** What else a new record needs. */
  readonly required?: Values
  /** What people do, past Koble. */
  readonly people: {
    add(values: Values): Promise<RecordId>
    edit(id: RecordId, values: Values): Promise<void>
    remove(id: RecordId): Promise<void>
  }
  close(): Promise<void>
}

const newId = countingIds(0xabcd)

export const connectorContract = (name: string, open: () => Promise<ConnectorUnderTest>): void => {
  describe(`connector contract: ${name}`, { timeout: 60_000 }, () => {
    let under: ConnectorUnderTest | null = null
    const opened = (): ConnectorUnderTest => {
      if (under === null) throw new Error('The connector under test is not open.')
      return under
    }
    beforeEach(async () => {
      under = await open()
    }, 60_000)
    afterEach(async () => under?.close())

    const selection = () => {
      const { entity, fields } = opened()
      return { entity, fields: [fields.name, fields.other] }
    }
    const valuesOf = (text: string, other: string | null = null): Values => {
      const { fields, required } = opened()
      return { ...required, [fields.name]: text, [fields.other]: other }
    }
    const nameOf = (record: RemoteRecord): unknown => record.values[opened().fields.name]
    const add = (text: string): Promise<RecordId> => opened().people.add(valuesOf(text))

    const read = async (id: RecordId): Promise<RemoteRecord> => {
      const reading = (await opened().connector.readByIds({ ...selection(), ids: [id] })).get(id)
      if (reading === undefined || reading === 'gone') throw new Error(`Record ${id} of the contract suite is gone.`)
      return reading
    }

    const write = (operation: RemoteWrite['operation'], id: RecordId, values: Values, tag: Tag | null): RemoteWrite => {
      const { entity, fields: select } = selection()
      return { effectId: newId() as EffectId, entity, operation, id, values, tag, select }
    }
    const send = (...writes: readonly RemoteWrite[]): Promise<readonly WriteOutcome[]> =>
      opened().connector.write(writes)
    const endOf = (outcome: WriteOutcome | undefined): string =>
      outcome?.state === 'failed' ? `failed: ${outcome.error.kind}` : (outcome?.state ?? 'no answer')

    /** Pages until there are no more. */
    const follow = async (
      since: Checkpoint,
    ): Promise<{ changed: RecordId[]; deleted: RecordId[]; next: Checkpoint }> => {
      const seen = { changed: [] as RecordId[], deleted: [] as RecordId[], next: since }
      for (let page = 0; page < 100; page += 1) {
        const read: ChangePage | FeedTrouble = await opened().connector.readChanges({
          ...selection(),
          since: seen.next,
        })
        if ('trouble' in read) throw new Error(`The feed is in trouble: ${read.trouble}.`)
        seen.changed.push(...read.changed.map(({ id }) => id))
        seen.deleted.push(...read.deleted)
        seen.next = read.next
        if (!read.more) return seen
      }
      throw new Error('The feed does not end.')
    }

    describe('reading', () => {
      it('by id answers for every id, and gone only for what is not there', async () => {
        const id = await add('One')
        const missing = newId() as RecordId
        const readings = await opened().connector.readByIds({ ...selection(), ids: [id, missing] })
        expect([...readings.keys()].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
          [id, missing].toSorted((a, b) => (a < b ? -1 : 1)),
        )
        expect(readings.get(missing)).toBe('gone')
        expect(nameOf(await read(id))).toBe('One')
        expect((await opened().connector.readByIds({ ...selection(), ids: [] })).size).toBe(0)
      })

      it('page by page shows each record once, in canonical values', async () => {
        const ids = [await add('One'), await add('Two'), await add('Three')]
        const seen: RemoteRecord[] = []
        let cursor: string | null = null
        do {
          const page: { records: readonly RemoteRecord[]; nextCursor: string | null } =
            await opened().connector.readPage({
              ...selection(),
              where: [],
              cursor,
              pageSize: 2,
            })
          seen.push(...page.records)
          cursor = page.nextCursor
        } while (cursor !== null)
        expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
        expect(ids.every((id) => seen.some((record) => record.id === id))).toBe(true)
        const one = seen.find(({ id }) => id === ids[0])
        expect(one?.values).toEqual({ [opened().fields.name]: 'One', [opened().fields.other]: null })
        const count = await opened().connector.count(opened().entity, [])
        if (count !== null) expect(count).toBe(seen.length)
      })

      it('by condition and by value finds what holds it', async () => {
        const id = await add("O'Hare & Co")
        await add('Other')
        const { entity, fields } = opened()
        const where = [{ field: fields.name, operator: 'eq', value: "O'Hare & Co" }] as const
        const page = await opened().connector.readPage({ ...selection(), where, cursor: null, pageSize: 10 })
        expect(page.records.map((record) => record.id)).toEqual([id])
        const found = await opened().connector.findByValues({
          ...selection(),
          field: fields.name,
          values: ["O'Hare & Co", 'nobody'],
        })
        expect(found.map((record) => record.id)).toEqual([id])
        expect(opened().connector.side).toBe(entity.side)
      })
    })

    describe('writing', () => {
      it('creates under the id that was chosen, once', async () => {
        const id = newId() as RecordId
        const create = (text: string) => send(write('create', id, valuesOf(text), null))
        const [done] = await create('Made')
        expect(endOf(done)).toBe('done')
        if (done?.state === 'done' && done.record !== null)
          expect(done.record).toMatchObject({ id, values: (await read(id)).values })
        expect(endOf((await create('Again'))[0])).toBe('failed: duplicate')
        expect(nameOf(await read(id))).toBe('Made')
      })

      it('updates what was read, and answers with what the record then holds', async () => {
        const id = await add('Old')
        const { tag } = await read(id)
        const [done] = await send(write('update', id, { [opened().fields.name]: 'New' }, tag))
        expect(endOf(done)).toBe('done')
        const after = await read(id)
        expect(nameOf(after)).toBe('New')
        expect(after.tag).not.toBe(tag)
        if (done?.state === 'done' && done.record !== null)
          expect(done.record).toMatchObject({ tag: after.tag, values: after.values })
      })

      it('clears a field with a blank', async () => {
        const id = await opened().people.add(valuesOf('Full', 'text'))
        const { tag } = await read(id)
        await send(write('update', id, { [opened().fields.other]: null }, tag))
        expect((await read(id)).values[opened().fields.other]).toBeNull()
      })

      it('never writes over an edit: a tag that moved is stale, for updates and deletes', async () => {
        const id = await add('Seen')
        const { tag } = await read(id)
        await opened().people.edit(id, { [opened().fields.name]: 'Edited' })
        expect(endOf((await send(write('update', id, { [opened().fields.name]: 'Mine' }, tag)))[0])).toBe(
          'failed: stale',
        )
        expect(endOf((await send(write('delete', id, {}, tag)))[0])).toBe('failed: stale')
        expect(nameOf(await read(id))).toBe('Edited')
      })

      it('deletes what was read; what is gone is missing and is not made again', async () => {
        const id = await add('Doomed')
        const { tag } = await read(id)
        expect(endOf((await send(write('delete', id, {}, tag)))[0])).toBe('done')
        expect(endOf((await send(write('update', id, { [opened().fields.name]: 'Risen' }, tag)))[0])).toBe(
          'failed: missing',
        )
        const reading = (await opened().connector.readByIds({ ...selection(), ids: [id] })).get(id)
        expect(reading).toBe('gone')
      })

      it('answers one outcome a write, in order, and one that fails fails alone', async () => {
        const kept = await add('Kept')
        const { tag } = await read(kept)
        const fresh = newId() as RecordId
        const outcomes = await send(
          write('create', newId() as RecordId, valuesOf('First'), null),
          write('update', kept, { [opened().fields.name]: 'Stale' }, 'W/"0"' as Tag),
          write('create', fresh, valuesOf('Third'), null),
        )
        const ends = outcomes.map(endOf)
        expect([ends[0], ends[2]]).toEqual(['done', 'done'])
        expect(ends[1]).toMatch(/^failed/)
        expect(nameOf(await read(kept))).toBe('Kept')
        expect((await read(kept)).tag).toBe(tag)
        expect(nameOf(await read(fresh))).toBe('Third')
        expect(await send()).toEqual([])
      })

      it('sends nothing once it is aborted', async () => {
        const id = newId() as RecordId
        const stopped = AbortSignal.abort(new Error('The test stopped it.'))
        const outcomes = await opened()
          .connector.write([write('create', id, valuesOf('Never'), null)], stopped)
          .catch(() => [])
        expect(outcomes.every(({ state }) => state === 'notSent')).toBe(true)
        const reading = (await opened().connector.readByIds({ ...selection(), ids: [id] })).get(id)
        expect(reading).toBe('gone')
      })

      it('tells its own writes from those of people, or says that it cannot', async () => {
        const id = newId() as RecordId
        await send(write('create', id, valuesOf('Ours'), null))
        expect((await read(id)).writtenByKoble).not.toBe(false)
        await opened().people.edit(id, { [opened().fields.name]: 'Theirs' })
        expect((await read(id)).writtenByKoble).not.toBe(true)
      })
    })

    describe('the feed', () => {
      it('reports what changed since its mark, by anyone, and then nothing', async () => {
        const before = await add('Before')
        const mark = await opened().connector.openFeed(selection())
        const after = await add('After')
        const mine = newId() as RecordId
        await send(write('create', mine, valuesOf('Mine'), null))
        const seen = await follow(mark)
        expect(seen.changed).toEqual(expect.arrayContaining([after, mine]))
        expect(seen.changed).not.toContain(before)
        await opened().people.edit(before, { [opened().fields.name]: 'Moved' })
        const next = await follow(seen.next)
        expect(next.changed).toContain(before)
        expect(await follow(next.next)).toEqual({ changed: [], deleted: [], next: next.next })
      })

      it('reports what was deleted', async () => {
        const id = await add('Doomed')
        const mark = await opened().connector.openFeed(selection())
        await opened().people.remove(id)
        expect((await follow(mark)).deleted).toContain(id)
      })

      it('is seen to have moved by a cheap look, never too seldom', async () => {
        const mark = await opened().connector.openFeed(selection())
        const { next } = await follow(mark)
        await add('New')
        const { entity } = opened()
        const moved = await opened().connector.peekFeeds(new Map([[entity, next]]))
        expect(moved).toEqual([{ entity: entity.name, moved: true }])
      })
    })
  })
}
