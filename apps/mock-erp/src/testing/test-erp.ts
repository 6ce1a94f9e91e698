/** What the tests share: an emulator in memory, and requests to it in one line. */
import { createMockErp, type MockErp, type MockErpOptions } from '../mock-erp.ts'

export const V2 = 'http://127.0.0.1:4010/v2.0/sandbox/api/v2.0'
export const KOBLE = 'http://127.0.0.1:4010/v2.0/sandbox/api/koble/connector/v1.0'
/** The web client's own service. */
export const CLIENT = 'http://127.0.0.1:4010/client/v1.0'
export const CID = '9d1e6c2a-7b40-4f11-9c2b-6045bde98c10'

export type Body = { readonly [name: string]: unknown }

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The JSON body; {} when there is none. */
  readonly body: Body
  readonly rows: readonly Body[]
  /** Code and message of an error, without the correlation id. */
  readonly error: readonly [code: string, message: string]
}

export interface TestErp extends MockErp {
  /** `path` below the company of API v2.0, or absolute. */
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  readonly koble: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  readonly control: (method: string, path: string, body?: unknown) => Promise<Answer>
}

export async function openErp(options: MockErpOptions = {}): Promise<TestErp> {
  const erp = await createMockErp({ memory: options.dataDir === undefined, ...options })
  const send = async (method: string, url: string, body?: unknown, headers: Record<string, string> = {}) =>
    answerOf(
      await erp.fetch(
        new Request(url, {
          method,
          headers: {
            Authorization: 'Bearer koble-dev-token',
            ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      ),
    )
  const below =
    (root: string) =>
    (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> =>
      send(method, path.startsWith('http') ? path : `${root}/companies(${CID})/${path}`, body, headers)
  const test: TestErp = {
    ...erp,
    call: below(V2),
    koble: below(KOBLE),
    control: (method, path, body) => send(method, `http://127.0.0.1:4010/emulator/${path}`, body),
  }
  return test
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const body = parsed(text)
  const error = (body['error'] ?? {}) as { code?: string; message?: string }
  return {
    status: response.status,
    headers: response.headers,
    text,
    body,
    rows: (body['value'] ?? []) as Body[],
    error: [error.code ?? '', (error.message ?? '').replace(/ {2}CorrelationId: {2}[0-9a-f-]{36}\.$/, '')],
  }
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text) as Body
  } catch {
    return {}
  }
}
