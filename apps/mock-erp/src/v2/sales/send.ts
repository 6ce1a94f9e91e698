/** Sending a document: this emulator has no mail account and sends nothing, which the request log says. */
import type { Row, WriteContext } from '@koble/odata-server'
import { text } from '../../rules/setup.ts'

export function send(document: Row, context: WriteContext): undefined {
  context.remark(`No mail is sent for the document ${text(document, 'number')}.`)
}
