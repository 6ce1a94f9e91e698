/** Counters of what came in. Operations of a batch count under their own method and set, the envelope only under `batches`. */
import type { Json } from '../model/value.ts'

export interface Counters {
  operation(method: string, set: string): void
  batch(parts: number): void
  bytes(incoming: number, outgoing: number): void
  throttled(): void
  concurrent(running: number): void
  clear(): void
  json(): Json
}

export function createCounters(): Counters {
  let total = 0
  let byMethod: Record<string, number> = {}
  let bySet: Record<string, Record<string, number>> = {}
  let [batches, batchParts, bytesIn, bytesOut, throttled, maxConcurrent] = [0, 0, 0, 0, 0, 0]
  return {
    operation(method, set) {
      total += 1
      byMethod[method] = (byMethod[method] ?? 0) + 1
      const methods = (bySet[set] ??= {})
      methods[method] = (methods[method] ?? 0) + 1
    },
    batch(parts) {
      batches += 1
      batchParts += parts
    },
    bytes(incoming, outgoing) {
      bytesIn += incoming
      bytesOut += outgoing
    },
    throttled: () => void (throttled += 1),
    concurrent: (running) => void (maxConcurrent = Math.max(maxConcurrent, running)),
    clear() {
      total = 0
      byMethod = {}
      bySet = {}
      ;[batches, batchParts, bytesIn, bytesOut, throttled, maxConcurrent] = [0, 0, 0, 0, 0, 0]
    },
    json: () => ({
      total,
      byMethod: { ...byMethod },
      bySet: Object.fromEntries(Object.entries(bySet).map(([set, methods]) => [set, { ...methods }])),
      batches,
      batchParts,
      bytesIn,
      bytesOut,
      throttled,
      maxConcurrent,
    }),
  }
}
