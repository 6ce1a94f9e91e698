/** Waits for a condition, and says what was waited for when it does not come. */
export async function waitUntil(what: string, condition: () => Promise<boolean>, withinMs = 60_000): Promise<void> {
  const until = Date.now() + withinMs
  let last: unknown
  while (Date.now() < until) {
    try {
      if (await condition()) return
      last = undefined
    } catch (error) {
      if (error instanceof Error && error.message.includes('ended instead of starting')) throw error
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`Waited ${withinMs / 1000} s in vain: ${what}${last instanceof Error ? ` (${last.message})` : ''}`)
}
