/** A Request as an exchange. Bodies over the limit are read no further than it. */
import type { Principal } from '../model/row.ts'
import type { Exchange } from '../request/exchange.ts'

export async function exchangeOf(request: Request, principal: Principal, maximumBytes: number): Promise<Exchange> {
  return {
    method: request.method,
    url: new URL(request.url),
    headers: request.headers,
    principal,
    body: await readBody(request, maximumBytes),
    remarks: [],
    usage: { rowsRead: 0, rowsWritten: 0 },
    memo: new Map(),
    faults: { emptyPage: false, expireDelta: false, lateCommitMs: undefined },
    inBatch: false,
  }
}

/** One byte more than allowed is enough to know. */
async function readBody(request: Request, maximumBytes: number): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array()
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of request.body) {
    pieces.push(piece)
    length += piece.length
    if (length > maximumBytes) break
  }
  return Buffer.concat(pieces)
}
