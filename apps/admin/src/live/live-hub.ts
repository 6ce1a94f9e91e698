/** Hands what the event stream says to the pages that listen. */
export type LiveType = 'job' | 'coupling' | 'conflict' | 'reconnected'
export type LiveEvent = { readonly type: LiveType; readonly data: Readonly<Record<string, unknown>> }

type Listener = (event: LiveEvent) => void

const listeners = new Set<Listener>()

export const publishLive = (event: LiveEvent): void => {
  for (const listener of listeners) listener(event)
}

/** Answers the function that ends the subscription. */
export const listenLive = (listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
