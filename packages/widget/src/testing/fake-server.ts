/** A Koble server for tests, as `fetch`: written from the facts API's contract, with answers that a test holds back or changes. */
import type { FactValue, Facts } from '../facts/facts.ts'

export interface Seen {
  readonly method: string
  readonly url: URL
  readonly token: string | null
  readonly body: unknown
  /** Aborted when the page gave the question up. */
  readonly signal: AbortSignal
}

export type Reply = (seen: Seen) => Response | Promise<Response>

export const value = (key: string, text: string | null, more: Partial<FactValue> = {}): FactValue => ({
  key,
  value: text,
  kind: 'money',
  unit: null,
  currency: 'EUR',
  severity: 'none',
  link: null,
  ...more,
})

export const erpLink = 'https://erp.example/customers/C10'

export const statistics = (more: Partial<Facts> = {}): Facts => ({
  kind: 'account-statistics',
  state: 'ok',
  title: 'Fjordlys Møbler AS',
  message: null,
  values: [
    value('balance', '12345678901234567.89', { link: erpLink }),
    value('overdueAmount', '1200.50', { severity: 'warning' }),
    value('creditLimit', '20000000000000000.00'),
    value('salesThisYear', '98765.40'),
    value('salesLastYear', '87654.30'),
  ],
  asOf: new Date().toISOString(),
  ...more,
})

export const coupling = (standing = 'coupled', more: Partial<Facts> = {}): Facts => ({
  kind: 'coupling',
  state: 'ok',
  title: 'Fjordlys Møbler AS',
  message: null,
  values: [
    value('state', standing, { kind: 'text', severity: standing === 'coupled' ? 'good' : 'severe' }),
    value('agreedAt', '2026-11-24T09:30:00.000Z', { kind: 'instant' }),
    value('erpName', 'Fjordlys Møbler AS', { kind: 'text' }),
  ],
  asOf: new Date().toISOString(),
  ...more,
})

export const json = (body: unknown, status = 200): Response => Response.json(body, { status })

export const problem = (status: number, code: string, detail: string, headers: Record<string, string> = {}): Response =>
  new Response(
    JSON.stringify({ type: `about:koble#${code}`, title: 'Problem', status, detail, code, correlationId: 'c-1' }),
    {
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    },
  )

/** An answer that the test gives when it is ready. */
export function held(): { readonly reply: Reply; readonly answer: (response: Response) => void } {
  const { promise, resolve } = Promise.withResolvers<Response>()
  return { reply: () => promise, answer: resolve }
}

export interface FakeServer {
  readonly seen: Seen[]
  /** By the path below `/api/`; what has no route answers 404. */
  readonly routes: Map<string, Reply>
  stop(): void
}

/** Takes the place of the page's `fetch` until it is stopped. */
export function startFakeServer(routes: Readonly<Record<string, Reply>> = {}): FakeServer {
  const before = globalThis.fetch
  const server = {
    seen: [] as Seen[],
    routes: new Map(Object.entries(routes)),
    stop: () => void (globalThis.fetch = before),
  }
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const body: unknown = request.method === 'POST' ? await request.json() : null
    const seen = {
      method: request.method,
      url,
      token: request.headers.get('authorization'),
      body,
      signal: request.signal,
    }
    server.seen.push(seen)
    const reply = server.routes.get(url.pathname.replace('/api/', ''))
    const aborted = new Promise<never>((_, reject) => {
      request.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    })
    return Promise.race([reply?.(seen) ?? problem(404, 'not-found', `No ${url.pathname}`), aborted])
  }
  return server
}
