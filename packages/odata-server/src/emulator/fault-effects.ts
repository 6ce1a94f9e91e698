/** What faults do to an exchange and to its answer. */
import type { Clock } from '../model/clock.ts'
import type { Connection, FaultRule } from '../model/emulator.ts'
import type { Exchange } from '../request/exchange.ts'

const longestRequestMs = 600_000

/** Faults that change what the service does or when. */
export async function beforeRun(
  rule: FaultRule | undefined,
  exchange: Exchange,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  await clock.sleep(slownessMs(rule), signal)
  if (rule?.kind === 'clockBack') clock.advance(-(rule.delayMs ?? 3_600_000))
  if (rule?.kind === 'emptyPage') exchange.faults.emptyPage = true
  if (rule?.kind === 'expireDelta') exchange.faults.expireDelta = true
  if (rule?.kind === 'lateCommit') exchange.faults.lateCommitMs = rule.delayMs ?? 5000
}

/** How much longer a fault makes the service take. */
export function slownessMs(rule: FaultRule | undefined): number {
  return rule?.kind === 'slow' ? (rule.delayMs ?? 1000) : 0
}

/** Never answers: until the client gives up, at most ten minutes. */
export async function hang(clock: Clock, signal: AbortSignal): Promise<Response> {
  await clock.sleep(longestRequestMs, signal)
  if (signal.aborted) throw new DOMException('The client gave up.', 'AbortError')
  return new Response(null, { status: 504 })
}

/** Tears the connection; a caller in the same process sees what `fetch` throws then. */
export function tear(connection: Connection | undefined): Response {
  if (connection === undefined) throw new TypeError('fetch failed: the connection was reset')
  connection.destroy()
  return new Response(null, { status: 500 })
}

/** Half of the body, then a torn connection. */
export async function truncated(response: Response, connection: Connection | undefined): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  headers.set('content-length', String(bytes.length))
  let sent = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      // The end comes with the second pull, so that the half arrives first.
      if (sent) endAbruptly(controller, connection)
      else controller.enqueue(bytes.subarray(0, Math.floor(bytes.length / 2)))
      sent = true
    },
  })
  return new Response(body, { status: response.status, headers })
}

function endAbruptly(
  controller: ReadableStreamDefaultController<Uint8Array>,
  connection: Connection | undefined,
): void {
  if (connection === undefined)
    return controller.error(new TypeError('terminated: the connection was reset inside the body'))
  connection.destroy()
  controller.close()
}
