/** Bytes that a row holds as base64 text in its column `content`; undefined when there are none. */
import type { Row } from '@koble/odata-server'
import { text } from '../rules/setup.ts'

export function contentOf(row: Row): { contentType: string; bytes: Uint8Array } | undefined {
  const content = text(row, 'content')
  return content === '' ? undefined : { contentType: 'application/octet-stream', bytes: Buffer.from(content, 'base64') }
}
