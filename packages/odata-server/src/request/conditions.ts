/** `If-Match` and `If-None-Match`. Truth: RFC 9110, section 13; the dialect says which are required. */
import { raise } from '../model/problem.ts'
import type { ReadContext } from '../model/context.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { RootModel } from './model.ts'

/** Tags of a condition header, without their weakness marks; "*" stands for any. Undefined: no usable header. */
export function tagsOf(header: string | null): readonly string[] | undefined {
  if (header === null) return undefined
  const tags = header.match(/\*|(?:W\/)?"[^"]*"/g)
  return tags === null ? undefined : tags.map(opaque)
}

function opaque(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag
}

export function tagMatches(
  tags: readonly string[],
  row: Row,
  set: EntitySetDefinition,
  model: RootModel,
  context: ReadContext,
): boolean {
  return tags.includes('*') || tags.includes(opaque(model.dialect.etag(row, set, context)))
}

/** Checks the conditions of a write on a row that exists. */
export function checkWriteConditions(
  row: Row,
  set: EntitySetDefinition,
  model: RootModel,
  context: ReadContext,
  required: boolean,
): void {
  const match = tagsOf(context.request.headers.get('if-match'))
  if (match === undefined && required) raise({ kind: 'conditionRequired', set: set.name })
  if (match !== undefined && !tagMatches(match, row, set, model, context))
    raise({ kind: 'conditionFailed', set: set.name })
  const none = tagsOf(context.request.headers.get('if-none-match'))
  if (none !== undefined && tagMatches(none, row, set, model, context)) raise({ kind: 'alreadyExists', set: set.name })
}
