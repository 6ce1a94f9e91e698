/** The multipart format of batches, read leniently and written strictly. Truth: OData protocol 4.01, section 11.7.7; RFC 2046. */
import { raise } from '../model/problem.ts'
import { stringifyJson } from '../values/json.ts'
import { bodyText } from '../request/exchange.ts'
import type { Exchange, Outcome } from '../request/exchange.ts'
import type { BatchPart } from './batch-parts.ts'
import type { PartOutcome } from './batch-json.ts'
import { readRequestLine } from './request-line.ts'

interface Section {
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
}

export function parseMultipartBatch(exchange: Exchange, contentIdRequired: boolean): BatchPart[] {
  const boundary = boundaryOf(exchange.headers.get('content-type') ?? '')
  // One character a byte: bodies may be no text. Lines and headers are read as UTF-8 below.
  return sections(Buffer.from(exchange.body).toString('latin1'), boundary).flatMap((section, at) => {
    const type = header(section, 'content-type') ?? ''
    if (!/^multipart\/mixed/i.test(type)) return [partOf(section, undefined, contentIdRequired)]
    const parts = sections(section.body, boundaryOf(type)).map((inner) =>
      partOf(inner, `changeset_${at}`, contentIdRequired),
    )
    if (parts.some((part) => part.method === 'GET')) bad('A change set may not contain a GET request.')
    return parts
  })
}

function bad(message: string): never {
  return raise({ kind: 'batchMalformed', message })
}

function boundaryOf(type: string): string {
  const match = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type)
  return match?.[1] ?? match?.[2] ?? bad('The content type of a multipart batch must name its boundary.')
}

function sections(text: string, boundary: string): Section[] {
  const pieces = `\n${text}`.split(new RegExp(`\\r?\\n--${boundary.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`))
  const end = pieces.findIndex((piece, at) => at > 0 && piece.startsWith('--'))
  if (pieces.length < 2 || end < 0) return bad(`The batch is not divided by its boundary '${boundary}', or has no end.`)
  return pieces.slice(1, end).map((piece) => sectionOf(piece.replace(/^[ \t]*\r?\n/, '')))
}

/** Headers up to an empty line, then the rest. */
function sectionOf(text: string): Section {
  const match = /^((?:[^\r\n]+\r?\n)*[^\r\n]*)(?:\r?\n\r?\n|\r?\n?$)/.exec(text)
  if (/^\r?\n/.test(text)) return { headers: [], body: text.replace(/^\r?\n/, '') }
  const head = match?.[1] ?? ''
  const headers = head
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(utf8)
    .map((line): readonly [string, string] => {
      const colon = line.indexOf(':')
      return colon < 1
        ? bad(`'${line.slice(0, 80)}' is no header of a batch part.`)
        : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    })
  return { headers, body: text.slice(match?.[0].length ?? text.length) }
}

function utf8(text: string): string {
  try {
    return bodyText(Buffer.from(text, 'latin1'))
  } catch {
    return bad('A line or a text of the batch is not UTF-8.')
  }
}

function header(section: Section, name: string): string | undefined {
  return section.headers.find(([each]) => each.toLowerCase() === name)?.[1]
}

function partOf(section: Section, group: string | undefined, contentIdRequired: boolean): BatchPart {
  if (!/^application\/http/i.test(header(section, 'content-type') ?? ''))
    bad("A batch part's content type must be application/http.")
  const id = header(section, 'content-id')
  if (group !== undefined && contentIdRequired && id === undefined)
    bad('Every request in a change set must have a Content-ID.')
  const text = section.body.replace(/^(?:\r?\n)+/, '')
  const lineEnd = text.search(/\r?\n|$/)
  const line = readRequestLine(utf8(text.slice(0, lineEnd)))
  if (line === undefined) return bad(`'${text.slice(0, Math.min(lineEnd, 120))}' is no request line.`)
  const inner = sectionOf(text.slice(lineEnd).replace(/^\r?\n/, ''))
  const isText = /json|^text\/|^$/i.test(header(inner, 'content-type') ?? '')
  return {
    id,
    ...line,
    headers: inner.headers,
    body: isText ? utf8(inner.body.replace(/\r?\n$/, '')) : Buffer.from(inner.body, 'latin1'),
    group,
    dependsOn: [],
  }
}

/** The answer's body. `newId` gives a fresh text for the boundary of each change set. */
export function multipartBody(
  answers: readonly PartOutcome[],
  boundary: string,
  newId: () => string,
  failedGroups: ReadonlySet<string>,
): Uint8Array {
  const pieces: Uint8Array[] = []
  const put = (text: string): unknown => pieces.push(Buffer.from(text))
  for (let at = 0; at < answers.length;) {
    const answer = answers[at]
    if (answer === undefined) break
    const { group } = answer.part
    put(`--${boundary}\r\n`)
    if (group === undefined || failedGroups.has(group)) {
      pieces.push(...partPieces(answer))
      at += 1
      continue
    }
    const inner = `changesetresponse_${newId()}`
    put(`Content-Type: multipart/mixed; boundary=${inner}\r\n\r\n`)
    for (; answers[at]?.part.group === group; at += 1) {
      const each = answers[at]
      if (each === undefined) break
      put(`--${inner}\r\n`)
      pieces.push(...partPieces(each))
    }
    put(`--${inner}--\r\n`)
  }
  put(`--${boundary}--\r\n`)
  return Buffer.concat(pieces)
}

/** A part is answered with the `Content-ID` that its request had. */
function partPieces(answer: PartOutcome): Uint8Array[] {
  const { outcome, part } = answer
  const id = part.id !== undefined ? `Content-ID: ${part.id}\r\n` : ''
  const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n${id}\r\nHTTP/1.1 ${outcome.status} ${reasons[outcome.status] ?? 'Status'}\r\n${lines.join('')}\r\n`
  return [Buffer.from(head), bodyOf(outcome), Buffer.from('\r\n')]
}

function bodyOf(outcome: Outcome): Uint8Array {
  if (outcome.json !== undefined) return Buffer.from(stringifyJson(outcome.json))
  return outcome.bytes ?? Buffer.from(outcome.text ?? '')
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  424: 'Failed Dependency',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
}
