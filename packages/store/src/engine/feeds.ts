/** Where each feed stands, and what holds it up. */
import type { FeedRow, FeedStore } from '@koble/core'
import { sql } from 'kysely'
import { fenced } from '../sql/check-fence.ts'
import type { Db } from '../sql/db.ts'
import { json, rowsOf } from '../sql/page.ts'

export const feedStore = (db: Db): FeedStore => ({
  async readFeeds(connection) {
    const { rows } = await sql<FeedRow>`
      select side, feed, checkpoint, trouble, moved_at as "movedAt" from feed
      where connection = ${connection} and checkpoint is not null
      order by side, feed`.execute(db)
    return rows
  },

  moveCheckpoints: (fence, marks, now) =>
    fenced(db, fence, async (tx) => {
      if (marks.length === 0) return
      const last = [...new Map(marks.map((mark) => [`${mark.side} ${mark.feed}`, mark])).values()]
      await sql`
        insert into feed (connection, side, feed, checkpoint, trouble, moved_at)
        select ${fence.connection}, side, feed, "to", null::jsonb, ${now}::bigint
        from ${rowsOf(last, 'side text, feed text, "to" text')}
        on conflict (connection, side, feed) do update set
          checkpoint = excluded.checkpoint, trouble = null, moved_at = excluded.moved_at`.execute(tx)
    }),

  setFeedTrouble: (fence, side, feed, trouble, now) =>
    fenced(db, fence, async (tx) => {
      await sql`
        insert into feed (connection, side, feed, checkpoint, trouble, moved_at)
        values (${fence.connection}, ${side}, ${feed}, null, ${json(trouble)}, ${now})
        on conflict (connection, side, feed) do update set trouble = excluded.trouble`.execute(tx)
    }),
})
