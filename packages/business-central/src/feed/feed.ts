/** The connector's change feed, in either form. A mark of the other form is an expired one: the extension came or went. */
import type { Connector } from '@koble/core'
import type { Environment } from '../environment.ts'
import { printMark, readMark } from './checkpoint.ts'
import { movedSince, readFeedState, statesOf, wentBackwards } from './feed-state.ts'
import { openStampFeed, readStampFeed } from './stamp-feed.ts'
import { feedSets, openVersionFeed, readVersionFeed } from './version-feed.ts'

export const feedReader = (environment: Environment): Pick<Connector, 'openFeed' | 'readChanges' | 'peekFeeds'> => ({
  async openFeed({ entity, fields }, signal) {
    const session = await environment.session()
    const read = { environment, session, entity, fields, signal }
    return printMark(session.hasPages ? await openVersionFeed(read) : await openStampFeed(read))
  },

  async readChanges({ entity, fields, since }, signal) {
    const session = await environment.session()
    const read = { environment, session, entity, fields, signal }
    const mark = readMark(since)
    if (session.hasPages && mark?.kind === 'version') return readVersionFeed(read, mark)
    if (!session.hasPages && mark?.kind === 'stamp') return readStampFeed(read, mark)
    return { trouble: 'expired' }
  },

  async peekFeeds(marks, signal) {
    const session = await environment.session()
    if (!session.hasPages) return [...marks.keys()].map((entity) => ({ entity: entity.name, moved: true }))
    const state = await readFeedState(environment, signal)
    return [...marks].map(([entity, since]) => {
      const mark = readMark(since)
      const states = statesOf(state, feedSets(entity))
      const still = mark?.kind === 'version' && !movedSince(states, mark) && !wentBackwards(states, mark)
      return { entity: entity.name, moved: !still }
    })
  },
})
