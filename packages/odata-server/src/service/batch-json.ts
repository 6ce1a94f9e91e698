/** The JSON format of batches. Truth: OData JSON Format 4.01, section 19. */
import { raise } from '../model/problem.ts'
import { isList, isObject, jsonText, parseJson } from '../values/json.ts'
import { batchText } from './batch-parts.ts'
import type { Json, JsonObject } from '../model/value.ts'
import type { Exchange, Outcome } from '../request/exchange.ts'
import type { BatchPart } from './batch-parts.ts'

/** `dependencies`: false where `dependsOn` counts for nothing. */
export function parseJsonBatch(exchange: Exchange, dependencies = true): BatchPart[] {
  const body = parsed(batchText(exchange))
  const requests = isObject(body) ? body['requests'] : undefined
  if (!isList(requests)) return raise({ kind: 'batchMalformed', message: 'The batch must have a list "requests".' })
  const parts = requests.map((request, at) =>
    isObject(request)
      ? partOf(dependencies ? request : { ...request, dependsOn: [] }, at)
      : raise({ kind: 'batchMalformed', message: `Request ${at + 1} of the batch is no object.` }),
  )
  checkDependencies(parts)
  return parts
}

/** A request depends on requests and groups before it, no others. */
function checkDependencies(parts: readonly BatchPart[]): void {
  const known = new Set<string>()
  for (const part of parts) {
    const missing = part.dependsOn.find((id) => !known.has(id))
    if (missing !== undefined)
      raise({
        kind: 'batchMalformed',
        message: `Request '${part.id}' depends on '${missing}', which is none before it.`,
      })
    if (part.id !== undefined) known.add(part.id)
    if (part.group !== undefined) known.add(part.group)
  }
}

function parsed(text: string): Json {
  try {
    return parseJson(text)
  } catch (error) {
    return raise({ kind: 'batchMalformed', message: error instanceof Error ? error.message : 'The batch is no JSON.' })
  }
}

function partOf(request: JsonObject, at: number): BatchPart {
  const { id, method, url, headers, body, atomicityGroup, dependsOn } = request
  if (typeof method !== 'string' || !/^[A-Za-z]{1,20}$/.test(method))
    return raise({ kind: 'batchMalformed', message: `Request ${at + 1} of the batch has no method.` })
  if (typeof url !== 'string')
    return raise({ kind: 'batchMalformed', message: `Request ${at + 1} of the batch has no url.` })
  return {
    id: id === undefined || id === null ? undefined : jsonText(id),
    method,
    url,
    headers: isObject(headers) ? Object.entries(headers).map(([name, value]) => [name, jsonText(value)] as const) : [],
    body: bodyOf(body, headers),
    group: typeof atomicityGroup === 'string' ? atomicityGroup : undefined,
    dependsOn: isList(dependsOn) ? dependsOn.map(jsonText) : [],
  }
}

/** Bytes that are neither JSON nor text come as base64url (OData JSON Format 4.01, section 19.1). */
function bodyOf(body: Json | undefined, headers: Json | undefined): string | Uint8Array {
  if (body === undefined || body === null) return ''
  const type = isObject(headers)
    ? Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
    : undefined
  const isBinary = typeof body === 'string' && typeof type === 'string' && !/json|^\s*text\//i.test(type)
  return isBinary ? Buffer.from(body, 'base64url') : jsonText(body)
}

export interface PartOutcome {
  readonly part: BatchPart
  readonly outcome: Outcome
  readonly headers: Readonly<Record<string, string>>
}

export function jsonBatchBody(answers: readonly PartOutcome[]): Json {
  return {
    responses: answers.map(({ part, outcome, headers }) => ({
      id: part.id ?? null,
      status: outcome.status,
      headers: hasBody(outcome) ? headers : withoutType(headers),
      ...bodyMember(outcome),
    })),
  }
}

function hasBody(outcome: Outcome): boolean {
  return outcome.json !== undefined || outcome.text !== undefined || outcome.bytes !== undefined
}

function withoutType(headers: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !['content-type', 'odata-version'].includes(name.toLowerCase())),
  )
}

function bodyMember(outcome: Outcome): { body?: Json } {
  if (outcome.json !== undefined) return { body: outcome.json }
  if (outcome.text !== undefined) return { body: outcome.text }
  return outcome.bytes === undefined ? {} : { body: Buffer.from(outcome.bytes).toString('base64url') }
}
