/**
 * A text typed into an item line that has no number yet finds its item: by number, by the exact text, by the text in any case (erp-business-logic,
 * section 2.3). A text that finds none stays a text.
 */
import type { Reader, Row } from '@koble/odata-server'
import { text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { code } from '../../values/code.ts'
import { lineObject } from './line-object.ts'
import { written, type LineTrigger } from './line-trigger.ts'
import { setObject } from './set-object.ts'

export const setDescription: LineTrigger = (line, value, header, context) => {
  const description = written(value)
  const isSearch = line['lineType'] === 'Item' && lineObject(context.data, line) === undefined && description !== ''
  const found = isSearch ? itemLike(context.data, description) : undefined
  if (found !== undefined) setObject(line, found.id, header, context)
  else line['description'] = description
}

function itemLike(data: Reader, description: string): Row | undefined {
  const byNumber = data.lookup(names.item, ['number'], [code(description)])
  if (byNumber !== undefined) return byNumber
  for (const item of data.find(names.item, { displayName: description })) return item
  const wanted = description.toUpperCase()
  for (const item of data.scan(names.item)) if (text(item, 'displayName').toUpperCase() === wanted) return item
  return undefined
}
