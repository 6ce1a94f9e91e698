/** A look at several feeds in one request: a batch of their links. What it cannot tell counts as moved. */
import type { Checkpoint, Connector, Entity } from '@koble/core'
import { isJsonArray, isJsonObject, rebase, textOf, type BatchAnswer } from '@koble/odata-client'
import { sendBatch } from '../batch.ts'
import { isOptionEntity, optionMoved, optionsPath, readOptionsAnswer } from '../options/option-definition.ts'
import type { Organization } from '../organization.ts'
import { translating } from '../vendor-error.ts'
import { readMark } from './checkpoint.ts'

export const feedPeeker =
  (organization: Organization): Connector['peekFeeds'] =>
  async (marks, signal) => {
    const feeds = [...marks].map(([entity, mark]) => ({ entity, mark, path: pathOf(entity, mark) }))
    const asked = feeds.filter((feed) => feed.path !== null)
    const parts = asked.map(({ path }) => ({
      method: 'GET' as const,
      url: hostPath(organization, path ?? ''),
      headers: { Accept: 'application/json', Prefer: 'odata.maxpagesize=1' },
    }))
    const { answers } =
      parts.length === 0
        ? { answers: [] }
        : await translating('Looking for changes', () => sendBatch(organization, parts, { isRead: true, signal }))
    return feeds.map((feed) => {
      const answer = answers[asked.indexOf(feed)] ?? null
      return { entity: feed.entity.name, moved: answer === null || hasMoved(feed.entity, feed.mark, answer) }
    })
  }

const pathOf = (entity: Entity, mark: Checkpoint): string | null =>
  isOptionEntity(entity) ? optionsPath(entity) : (readMark(mark)?.link ?? null)

function hostPath(organization: Organization, path: string): string {
  const { baseUrl } = organization.client
  return rebase(baseUrl, path).slice(new URL(baseUrl).origin.length)
}

function hasMoved(entity: Entity, mark: Checkpoint, answer: BatchAnswer): boolean {
  if (answer.status !== 200) return true
  if (isOptionEntity(entity)) return optionMoved(mark, readOptionsAnswer(answer.body))
  const rows = isJsonObject(answer.body) ? answer.body['value'] : undefined
  return !isJsonArray(rows) || rows.length > 0 || textOf(answer.body, '@odata.nextLink') !== undefined
}
