/** Requests to one program of the world, under headers of their own. */
import type { Network } from './in-process-network.ts'

export interface Answered<T> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
}

export interface Client {
  /** Any answer; a body that is no string is sent as JSON. */
  ask<T = unknown>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered<T>>
  /** The body of a 2xx answer; another one is an error that shows it. */
  call<T = unknown>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T>
  as(headers: Record<string, string>): Client
}

export function client(network: Network, base: string, own: Record<string, string> = {}): Client {
  const ask = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered<T>> => {
    const response = await network.fetch(base + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...own, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T }
  }
  return {
    ask,
    async call<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
      const answer = await ask<T>(method, path, body, headers)
      if (answer.status >= 200 && answer.status < 300) return answer.body
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    },
    as: (headers) => client(network, base, { ...own, ...headers }),
  }
}
