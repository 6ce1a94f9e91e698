/** The connector's contract on writing: what is created, updated and deleted, and what a failure says. */
import type { RecordId, Tag } from '@koble/core'
import { describe, expect, it } from 'vitest'
import { newId } from './connector-under-test.ts'
import type { ConnectorSteps, ConnectorUnderTest } from './connector-under-test.ts'

/** More than a list request, a batch or a bulk creation of either service holds. */
const many = 160

export const writingContract = (opened: () => ConnectorUnderTest, steps: ConnectorSteps): void => {
  const { selection, valuesOf, nameOf, add, read, write, send, endOf } = steps
  describe('writing', () => {
    it('creates under the id that was chosen, once', async () => {
      const id = newId() as RecordId
      const create = (text: string) => send(write('create', id, valuesOf(text), null))
      const [done] = await create('Made')
      expect(endOf(done)).toBe('done')
      if (done?.state === 'done' && done.record !== null)
        expect(done.record).toMatchObject({ id, values: (await read(id)).values })
      // A service refuses the second; an adapter may look and say that the first was carried out. Neither writes again.
      const [again] = await create('Again')
      expect(['failed: duplicate', 'done']).toContain(endOf(again))
      const held = await read(id)
      expect(nameOf(held)).toBe('Made')
      if (again?.state === 'done' && again.record !== null)
        expect(again.record).toMatchObject({ id, tag: held.tag, values: held.values })
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
      expect(endOf((await send(write('update', id, { [opened().fields.name]: 'Mine' }, tag)))[0])).toBe('failed: stale')
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
        write('update', kept, { [opened().fields.name]: 'Stale' }, 'W/"0"' as Tag),
        write('create', newId() as RecordId, valuesOf('Second'), null),
        write('create', fresh, valuesOf('Third'), null),
      )
      const ends = outcomes.map(endOf)
      expect(ends[0]).toMatch(/^failed/)
      expect(ends.slice(1)).toEqual(['done', 'done'])
      expect(nameOf(await read(kept))).toBe('Kept')
      expect((await read(kept)).tag).toBe(tag)
      expect(nameOf(await read(fresh))).toBe('Third')
      expect(await send()).toEqual([])
    })

    it('creates the good ones of many, whatever becomes of a bad one among them', async () => {
      const taken = await add('Taken')
      const [before, after] = [newId() as RecordId, newId() as RecordId]
      const ids = [before, taken, after]
      const outcomes = await send(...ids.map((id) => write('create', id, valuesOf('Made'), null)))
      expect([outcomes[0], outcomes[2]].map(endOf)).toEqual(['done', 'done'])
      expect(['failed: duplicate', 'done']).toContain(endOf(outcomes[1]))
      const names: unknown[] = []
      for (const id of ids) names.push(nameOf(await read(id)))
      expect(names).toEqual(['Made', 'Taken', 'Made'])
    })

    it('carries more at once than one request of a service takes, each record for itself', async () => {
      const ids = Array.from({ length: many }, () => newId() as RecordId)
      const outcomes = await send(...ids.map((id, index) => write('create', id, valuesOf(`Many ${index}`), null)))
      expect(new Set(outcomes.map(endOf))).toEqual(new Set(['done']))
      const missing = Array.from({ length: many }, () => newId() as RecordId)
      const readings = await opened().connector.readByIds({ ...selection(), ids: [...ids, ...missing] })
      expect(missing.filter((id) => readings.get(id) !== 'gone')).toEqual([])
      const values = ids.map((_, index) => `Many ${index}`)
      const names = ids.map((id) => {
        const reading = readings.get(id)
        return reading === undefined || reading === 'gone' ? null : nameOf(reading)
      })
      expect(names).toEqual(values)
      const found = await opened().connector.findByValues({ ...selection(), field: opened().fields.name, values })
      expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ids))
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
}
