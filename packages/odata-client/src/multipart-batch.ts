/**
 * `$batch` as multipart/mixed: Dataverse's (reference/dataverse-protocol.md, section 9). Parts are sent independent of each
 * other, without change sets, so that one refused record fails alone; answers come in the order of the requests, and nested
 * answers of change sets are read in place. Lines end CR LF; answers with bare LF are read too.
 */
import { parseJson, type Json } from './json.ts'
import { ODataError } from './odata-error.ts'
import type { BatchAnswer, BatchAnswers, BatchPart } from './batch.ts'

const crlf = '\r\n'

export function printMultipartBatch(parts: readonly BatchPart[], boundary: string): string {
  const lines = parts.flatMap((part) => {
    const body = part.body === undefined ? null : JSON.stringify(part.body)
    const headers = {
      ...part.headers,
      ...(body === null
        ? {}
        : { 'Content-Type': 'application/json; type=entry', 'Content-Length': String(Buffer.byteLength(body)) }),
    }
    return [
      `--${boundary}`,
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      '',
      `${part.method} ${part.url} HTTP/1.1`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      body ?? '',
    ]
  })
  return [...lines, `--${boundary}--`, ''].join(crlf)
}

export const multipartType = (boundary: string): string => `multipart/mixed; boundary="${boundary}"`

/**
 * Throws an ODataError when the answer is no multipart one. A part that is cut off is `'unread'`: it was answered, but how is
 * not known; and so are the parts after a missing end.
 */
export function readMultipartBatch(
  contentType: string,
  text: string,
  count: number,
): { readonly answers: BatchAnswers; readonly complete: boolean } {
  const boundary = boundaryOf(contentType)
  if (boundary === null) {
    const message = 'The service answered a batch with something else than parts.'
    throw new ODataError({ reason: 'body', status: 200, code: '', message, mayHaveApplied: true })
  }
  const { parts, complete } = splitParts(text, boundary)
  const read = parts.flatMap(readPart)
  const answers = Array.from({ length: count }, (_, index) => read[index] ?? null)
  return { answers, complete: complete && !read.includes(null) }
}

function boundaryOf(contentType: string): string | null {
  const match = /^\s*multipart\/mixed\s*;.*?boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType)
  return match?.[1] ?? match?.[2] ?? null
}

/** The text between the boundaries. Bodies hold JSON on one line, so no body line can look like a boundary. */
function splitParts(text: string, boundary: string): { parts: string[]; complete: boolean } {
  const parts: string[] = []
  let current: string[] | null = null
  for (const line of text.split(/\r?\n/)) {
    const mark = line.trimEnd()
    if (mark === `--${boundary}` || mark === `--${boundary}--`) {
      if (current !== null) parts.push(current.join('\n'))
      if (mark.endsWith('--') && mark !== `--${boundary}`) return { parts, complete: true }
      current = []
    } else {
      current?.push(line)
    }
  }
  // Cut off: the last part may lack its end, so it does not count.
  return { parts, complete: false }
}

const splitHead = (text: string): [head: string, rest: string] => {
  const end = text.indexOf('\n\n')
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 2)]
}

function readPart(part: string): (BatchAnswer | null)[] {
  const [head, rest] = splitHead(part.replace(/^\n+/, ''))
  const nested = boundaryOf(readHeaders(head.split('\n')).get('content-type') ?? '')
  if (nested !== null) return splitParts(rest, nested).parts.flatMap(readPart)
  return [readHttp(rest)]
}

function readHttp(text: string): BatchAnswer | null {
  const [head, rest] = splitHead(text.replace(/^\n+/, ''))
  const [statusLine = '', ...headerLines] = head.split('\n')
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(statusLine)?.[1]
  if (status === undefined) return null
  const headers = readHeaders(headerLines)
  const body = rest.trim()
  if (body === '') return { status: Number(status), headers, body: undefined }
  const json = readBody(body)
  const isJson = (headers.get('content-type') ?? '').includes('json')
  return json === undefined && isJson ? null : { status: Number(status), headers, body: json }
}

function readHeaders(lines: readonly string[]): Headers {
  const headers = new Headers()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
  }
  return headers
}

const readBody = (text: string): Json | undefined => {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
