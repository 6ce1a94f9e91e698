/** How often one address may do something: counted in fixed windows in memory, one process at a time. Enough against guessing and floods. */
export interface RateLimit {
  /** Ms until this address may try again; 0: now. */
  waitMs(address: string): number
  count(address: string): void
}

/** More addresses than this at once are a flood of its own: counting begins anew rather than growing. */
const mostAddresses = 10_000

export function rateLimit(options: {
  readonly most: number
  readonly windowMs: number
  readonly now: () => number
}): RateLimit {
  const { most, windowMs, now } = options
  const windows = new Map<string, { readonly endsAt: number; count: number }>()
  const current = (address: string) => {
    const window = windows.get(address)
    return window !== undefined && window.endsAt > now() ? window : undefined
  }
  return {
    waitMs(address) {
      const window = current(address)
      return window === undefined || window.count < most ? 0 : window.endsAt - now()
    },
    count(address) {
      const window = current(address)
      if (window !== undefined) {
        window.count += 1
        return
      }
      if (windows.size >= mostAddresses) windows.clear()
      windows.set(address, { endsAt: now() + windowMs, count: 1 })
    },
  }
}
