/** `fetch` that says why it failed: aborted, timed out, no network, or forbidden by the page's own security policy. */
import { failure, FailureError, type Failure } from './failure.ts'

const longestWaitMs = 30_000

/** A policy violation is reported in a task of its own, which may come after the refused fetch. */
const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Throws a `FailureError`; whether it was aborted, the caller knows from its own signal. */
export async function reach(url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const blocked = watchPolicy(new URL(url).origin)
  const limit = AbortSignal.timeout(longestWaitMs)
  try {
    return await fetch(url, {
      ...init,
      // The token is the only credential: no cookie goes along, and nothing is cached.
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    })
  } catch {
    await nextTask()
    throw new FailureError(reasonOf(blocked.seen(), limit.aborted))
  } finally {
    blocked.stop()
  }
}

function reasonOf(blocked: boolean, timedOut: boolean): Failure {
  if (blocked) return failure('blocked')
  if (!navigator.onLine) return failure('offline')
  return failure('unreachable', { problem: timedOut ? 'timeout' : 'network' })
}

function watchPolicy(origin: string) {
  let seen = false
  const listen = (event: SecurityPolicyViolationEvent): void => {
    if (event.effectiveDirective === 'connect-src' && event.blockedURI.startsWith(origin)) seen = true
  }
  document.addEventListener('securitypolicyviolation', listen)
  return { seen: () => seen, stop: () => document.removeEventListener('securitypolicyviolation', listen) }
}
