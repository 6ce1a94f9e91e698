/** Waits until an address answers 200, or says why not. */
import { FriendlyError } from './friendly-error.ts'

const delay = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

export async function waitUntilHealthy(name: string, url: string, withinMs = 30_000): Promise<void> {
  const until = Date.now() + withinMs
  while (Date.now() < until) {
    if (await answers(url)) return
    await delay(50)
  }
  throw new FriendlyError(
    `${name} did not answer at ${url} within ${withinMs / 1000} s. Its lines above say what it was doing.`,
  )
}
