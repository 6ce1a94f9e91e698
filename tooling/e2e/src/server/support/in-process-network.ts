/** `fetch` between programs of one process: requests go to whoever answers at their origin, and can be refused as a network does. */
export type Answer = (request: Request) => Response | Promise<Response>

export interface Network {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /** Whoever answers at this origin from now on; null: nobody does. */
  answerAt(origin: string, answer: Answer | null): void
}

export function inProcessNetwork(): Network {
  const hosts = new Map<string, Answer>()
  return {
    answerAt(origin, answer) {
      if (answer === null) hosts.delete(origin)
      else hosts.set(origin, answer)
    },
    async fetch(input, init) {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      const answer = hosts.get(new URL(request.url).origin)
      if (answer === undefined)
        throw new TypeError('fetch failed', { cause: new Error(`connect ECONNREFUSED ${new URL(request.url).host}`) })
      return await Promise.race([Promise.resolve(answer(request)), aborted(request.signal)])
    },
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) =>
    signal.addEventListener(
      'abort',
      () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted')),
      { once: true },
    ),
  )
