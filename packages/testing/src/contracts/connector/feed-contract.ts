/** The connector's contract on the feed: what changed, what was deleted, and a cheap look. */
import type { Checkpoint, RecordId } from '@koble/core'
import { describe, expect, it } from 'vitest'
import { newId } from './connector-under-test.ts'
import type { ConnectorSteps, ConnectorUnderTest } from './connector-under-test.ts'

export const feedContract = (opened: () => ConnectorUnderTest, steps: ConnectorSteps): void => {
  const { selection, valuesOf, add, write, send, follow } = steps
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

    it('that cannot go on from a mark says so, and never begins with nothing', async () => {
      const since = 'no mark of this feed' as Checkpoint
      const read = await opened().connector.readChanges({ ...selection(), since })
      expect(read).toMatchObject({ trouble: expect.any(String) })
    })

    it('is seen to have moved by a cheap look, never too seldom', async () => {
      const mark = await opened().connector.openFeed(selection())
      const { next } = await follow(mark)
      const added = await add('New')
      const { entity } = opened()
      const look = (mark: Checkpoint) => opened().connector.peekFeeds(new Map([[entity, mark]]))
      expect(await look(next)).toEqual([{ entity: entity.name, moved: true }])
      const { next: later } = await follow(next)
      await opened().people.remove(added)
      expect(await look(later)).toEqual([{ entity: entity.name, moved: true }])
    })
  })
}
