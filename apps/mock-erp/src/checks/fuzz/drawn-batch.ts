/** Random batches in both formats. */
import { mangled, type Random } from '@koble/odata-server/testing'
import { drawObject } from './drawn-body.ts'
import { drawHeaders } from './drawn-headers.ts'
import { companyPart, drawPath } from './drawn-path.ts'
import type { DrawnRequest, FuzzedRoot } from './fuzzed-root.ts'
import { METHODS } from './methods.ts'

export function drawBatch(random: Random, root: FuzzedRoot): DrawnRequest {
  const parts = Array.from({ length: random.pick([0, 1, 2, 3, 5, 101]) }, (_, at) => {
    const set = random.pick(root.definition.sets)
    const method = random.pick(METHODS)
    const path = `${companyPart(random, set)}${drawPath(random, root, set).path}`
    return {
      ...(random.chance(0.9) ? { id: random.chance(0.9) ? String(at) : random.pick<unknown>([1, null, '', '0']) } : {}),
      ...(random.chance(0.95) ? { method } : {}),
      url: random.chance(0.9)
        ? path
        : random.pick([`${root.url}/${path}`, '/v2.0/x', '$0', '$metadata', 'http://[', '']),
      ...(method === 'GET'
        ? {}
        : { headers: { 'Content-Type': 'application/json', 'If-Match': '*' }, body: drawObject(random, root, set, 0) }),
      ...(random.chance(0.1) ? { atomicityGroup: random.pick<unknown>(['g', 'h', 1]) } : {}),
      ...(random.chance(0.1) ? { dependsOn: random.pick<unknown>([['0'], ['9'], 'x', [String(at)]]) } : {}),
    }
  })
  const url = `${root.url}/$batch`
  if (random.chance(0.75)) {
    return {
      method: 'POST',
      url,
      headers: drawHeaders(random),
      body: mangled(random, JSON.stringify({ requests: parts }), 0.8),
    }
  }
  const text = parts
    .slice(0, 5)
    .map(
      (part) =>
        `--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n${part.method ?? ''} ${part.url} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(part.body ?? '')}\r\n`,
    )
    .join('')
  const headers = { ...drawHeaders(random), 'Content-Type': 'multipart/mixed; boundary=b' }
  return { method: 'POST', url, headers, body: mangled(random, `${text}--b--\r\n`, 0.7) }
}
