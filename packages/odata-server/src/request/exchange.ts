/** One request on its way, and its answer before it becomes a Response. */
import type { Principal } from '../model/row.ts'
import type { RequestInfo, Usage } from '../model/context.ts'
import type { Json } from '../model/value.ts'

export interface Exchange extends RequestInfo {
  readonly principal: Principal
  readonly body: Uint8Array
  readonly remarks: string[]
  readonly usage: Usage
  readonly memo: Map<string, unknown>
  /** Faults that change what the service does. */
  readonly faults: { emptyPage: boolean; expireDelta: boolean; lateCommitMs: number | undefined }
  /** Inside a batch. */
  readonly inBatch: boolean
}

/** `json` is printed when the answer is sent; `text` goes as it is. */
export interface Outcome {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly json?: Json
  readonly text?: string
  readonly bytes?: Uint8Array
  /** Address of the row that was written, for references inside a batch. */
  readonly entityUrl?: string
}

/** A line for the request log, once. */
export function remark({ remarks }: Pick<Exchange, 'remarks'>, text: string): void {
  if (!remarks.includes(text)) remarks.push(text)
}

const decoder = new TextDecoder('utf-8', { fatal: true })

export function bodyText(body: Uint8Array): string {
  return decoder.decode(body)
}
