/** The page's address as state: one place changes it, and everything that renders from it is told. */
export type Navigation = 'opened' | 'returned'
type Listener = (navigation: Navigation) => void

const listeners = new Set<Listener>()

const tell = (navigation: Navigation): void => {
  for (const listener of listeners) listener(navigation)
}

/** Back and Forward: the browser puts the scrolling where it was. */
const returned = (): void => tell('returned')

export type NavigateOptions = {
  /** Takes the place of the current history entry: for corrections and for filters that change at every key. */
  readonly replace?: boolean
}

/** Opens `path` (with its query) without a page load. */
export const navigate = (path: string, { replace = false }: NavigateOptions = {}): void => {
  if (replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  tell('opened')
}

/** Answers the function that ends the subscription. */
export const onNavigate = (listener: Listener): (() => void) => {
  if (listeners.size === 0) globalThis.addEventListener('popstate', returned)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) globalThis.removeEventListener('popstate', returned)
  }
}
