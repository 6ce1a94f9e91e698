/** JSON over HTTP for tests: an answer other than 2xx is an error that shows what was answered. */
export interface Answer<T> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
}

export interface Caller {
  /** Any answer. */
  ask<T = unknown>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  /** The body of a 2xx answer. */
  call<T = unknown>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T>
}

export function caller(base: string, token: string): Caller {
  const ask = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> => {
    const response = await fetch(path.startsWith('http') ? path : base + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: (/json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text) as T,
    }
  }
  return {
    ask,
    async call<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
      const answer = await ask<T>(method, path, body, headers)
      if (answer.status >= 200 && answer.status < 300) return answer.body
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    },
  }
}
