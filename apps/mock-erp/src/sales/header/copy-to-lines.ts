/** Header fields that a web service copies to every line without asking (erp-business-logic, section 2.4). */
import type { Draft, Scalar } from '@koble/odata-server'
import { text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { documentLines } from '../document-context.ts'
import { isComment } from '../line/line-object.ts'
import type { LineTrigger } from '../line/line-trigger.ts'
import type { SalesContext } from '../sales-context.ts'

export function changeLines(header: Draft, { data }: SalesContext, change: (line: Draft) => void): void {
  for (const line of documentLines(data, text(header, 'id'))) {
    if (isComment(line)) continue
    const draft: Draft = { ...line }
    change(draft)
    data.update(names.salesLine, line.id, draft)
  }
}

export const copyToLines = (header: Draft, trigger: LineTrigger, value: Scalar, context: SalesContext): void =>
  changeLines(header, context, (line) => trigger(line, value, header, context))
