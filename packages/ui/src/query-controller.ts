/** State of a list (search, filter, sort, selected tab) that lives in the address, so that it survives reload, back and a sent link. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { navigate, onNavigate } from './navigate.ts'

/** What the address says over `defaults`; names that `defaults` does not list are ignored. */
export const readQuery = <Values extends Record<string, string>>(search: string, defaults: Values): Values => {
  const query = new URLSearchParams(search)
  const entries = Object.entries(defaults).map(([name, value]) => [name, query.get(name) ?? value])
  // The entries are exactly the names of `defaults`.
  return Object.fromEntries(entries) as Values
}

/** The search part after a change. What equals its default leaves the address; foreign names stay. */
export const writeQuery = <Values extends Record<string, string>>(
  search: string,
  defaults: Values,
  change: Partial<Values>,
): string => {
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === defaults[name]) query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

export class QueryController<Values extends Record<string, string>> implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #defaults: Values
  #stop: (() => void) | undefined

  constructor(host: ReactiveControllerHost, defaults: Values) {
    this.#host = host
    this.#defaults = defaults
    host.addController(this)
  }

  get values(): Values {
    return readQuery(location.search, this.#defaults)
  }

  /** `push` makes the change a step that Back undoes; without it, typing in a search field leaves one entry. */
  set(change: Partial<Values>, { push = false }: { readonly push?: boolean } = {}): void {
    navigate(location.pathname + writeQuery(location.search, this.#defaults, change), { replace: !push })
  }

  hostConnected(): void {
    this.#stop = onNavigate(() => this.#host.requestUpdate())
  }

  hostDisconnected(): void {
    this.#stop?.()
  }
}
