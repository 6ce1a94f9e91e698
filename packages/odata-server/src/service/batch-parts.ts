/** The parts of a batch, whatever format carried them, and the references between them. */
import { raise } from '../model/problem.ts'
import { isList, isObject, parseJson, stringifyJson } from '../values/json.ts'
import { bodyText } from '../request/exchange.ts'
import type { Json } from '../model/value.ts'
import type { Exchange } from '../request/exchange.ts'

export interface BatchPart {
  readonly id: string | undefined
  readonly method: string
  /** As written: absolute, from the host, from the service root, or `$id…`. */
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | Uint8Array
  /** Parts with the same group are one transaction. */
  readonly group: string | undefined
  readonly dependsOn: readonly string[]
}

/** Addresses of rows that earlier parts wrote, by id. */
export type References = ReadonlyMap<string, string>

export function partExchange(part: BatchPart, outer: Exchange, serviceUrl: string, references: References): Exchange {
  const headers = new Headers()
  for (const [name, value] of part.headers) setHeader(headers, name, value)
  return {
    method: part.method.toUpperCase(),
    url: partUrl(part.url, serviceUrl, references),
    headers,
    principal: outer.principal,
    body: typeof part.body === 'string' ? Buffer.from(withReferences(part.body, references)) : part.body,
    remarks: outer.remarks,
    usage: outer.usage,
    memo: new Map(),
    faults: outer.faults,
    inBatch: true,
  }
}

function setHeader(headers: Headers, name: string, value: string): void {
  try {
    headers.append(name, value)
  } catch {
    raise({ kind: 'batchMalformed', message: `The header '${name.slice(0, 80)}' of a batch part is no valid header.` })
  }
}

function partUrl(text: string, serviceUrl: string, references: References): URL {
  const [, id, rest = ''] = /^\/?\$([^/?#(]+)(.*)$/s.exec(text) ?? []
  if (id !== undefined && !['batch', 'metadata', 'count'].includes(id))
    return parsedUrl(`${references.get(id) ?? raise({ kind: 'badReference', reference: `$${id}` })}${rest}`)
  if (/^https?:\/\//i.test(text)) return parsedUrl(text)
  const service = new URL(serviceUrl)
  return text.startsWith('/')
    ? parsedUrl(hostRelative(text, service) ? `${service.origin}${text}` : `${serviceUrl}${text}`)
    : parsedUrl(`${serviceUrl}/${text}`)
}

/** "/customers" in some clients means the service root, "/v2.0/…" the host. */
function hostRelative(text: string, service: URL): boolean {
  const first = `/${service.pathname.split('/')[1] ?? ''}`
  return text === first || text.startsWith(`${first}/`)
}

function parsedUrl(text: string): URL {
  return URL.canParse(text)
    ? new URL(text)
    : raise({ kind: 'malformedUrl', message: `'${text.slice(0, 120)}' is no URL.` })
}

/** `"x@odata.bind": "$1"` and `"@odata.id": "$1"` name the row that part 1 wrote. */
function withReferences(body: string, references: References): string {
  if (!body.includes('$')) return body
  try {
    return stringifyJson(replaced(parseJson(body), '', references))
  } catch (error) {
    // The body is checked when the part runs; only an unknown reference stops here.
    if (error instanceof SyntaxError) return body
    throw error
  }
}

function replaced(value: Json, name: string, references: References): Json {
  if (isList(value)) return value.map((item) => replaced(item, name, references))
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaced(member, key, references)]))
  const match =
    typeof value === 'string' && (name.endsWith('@odata.bind') || name.endsWith('@odata.id'))
      ? /^\/?\$([^/?#(]+)$/.exec(value)
      : null
  return match === null
    ? value
    : (references.get(match[1] ?? '') ?? raise({ kind: 'badReference', reference: `$${match[1]}` }))
}

export function batchText(exchange: Exchange): string {
  try {
    return bodyText(exchange.body)
  } catch {
    return raise({ kind: 'batchMalformed', message: 'The batch is not UTF-8.' })
  }
}
