/** What a request is about, read loosely: for faults, meters and counters, before the service has looked at it. */
import { isObject, parseJson } from '../values/json.ts'
import { navigationOf } from '../request/model.ts'
import { readRequestLine } from '../service/request-line.ts'
import { routeExchange } from '../service/root-service.ts'
import type { Json } from '../model/value.ts'
import type { Exchange } from '../request/exchange.ts'
import type { RootService } from '../service/root-service.ts'
import type { Operation } from './faults.ts'

export function decodedSearch(url: URL): string {
  try {
    return decodeURIComponent(url.search)
  } catch {
    return url.search
  }
}

/** Methods and addresses of a batch's parts, read loosely: for faults and meters, before the batch is parsed. */
export function partsOf(exchange: Exchange): Operation[] {
  const text = Buffer.from(exchange.body).toString('utf8')
  if (/^\s*multipart/i.test(exchange.headers.get('content-type') ?? '')) {
    const lines = text.split('\n').filter((line) => /^(?:GET|POST|PATCH|PUT|DELETE) +[^\s]/.test(line))
    return lines.flatMap((line) => readRequestLine(line) ?? []).map(({ method, url }) => ({ method, path: url }))
  }
  try {
    const body = parseJson(text)
    const requests = isObject(body) ? body['requests'] : undefined
    return Array.isArray(requests)
      ? requests.filter(isObject).map((part: { readonly [name: string]: Json }) => ({
          method: textOf(part['method']).toUpperCase(),
          path: textOf(part['url']),
        }))
      : []
  } catch {
    return []
  }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** The set that a request is about: the last one named in its path. */
export function setName(service: RootService, exchange: Exchange): string {
  try {
    const { segments } = routeExchange(service, exchange)
    let name = segments[0]?.name ?? '$service'
    let set = service.model.sets.get(name)
    for (const segment of segments.slice(1)) {
      const navigation = set === undefined ? undefined : navigationOf(set, segment.name)
      if (navigation === undefined) break
      set = service.model.sets.get(navigation.target)
      name = navigation.target
    }
    return name
  } catch {
    return '$unknown'
  }
}

export function refusalOf(text: string, status: number): { code: string; message: string } {
  try {
    const body = parseJson(text)
    const error = isObject(body) ? body['error'] : undefined
    if (isObject(error)) return { code: textOf(error['code']), message: textOf(error['message']) }
  } catch {
    // Falls through: an answer without the usual body.
  }
  return { code: String(status), message: text.slice(0, 500) }
}
