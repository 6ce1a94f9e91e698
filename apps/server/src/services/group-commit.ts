/** Writes that arrive while one is in hand go together with the next: a burst costs a few statements instead of one each. */
export function groupCommit<T>(write: (items: readonly T[]) => Promise<void>): (items: readonly T[]) => Promise<void> {
  let waiting: T[] = []
  let next: Promise<void> | null = null
  let inHand: Promise<void> = Promise.resolve()
  return (items) => {
    waiting.push(...items)
    next ??= inHand.then(() => {
      const batch = waiting
      waiting = []
      next = null
      const written = write(batch)
      inHand = written.catch(() => undefined)
      return written
    })
    return next
  }
}
