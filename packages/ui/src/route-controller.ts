/**
 * Renders the route of the page's address inside its host and turns clicks on matching links into `navigate`. The focus
 * follows to the new page's heading, as it would after a page load.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { focusPage } from './focus-page.ts'
import { navigate, onNavigate, type Navigation } from './navigate.ts'
import type { Route } from './route.ts'

export type RouteOptions = {
  /** Rendered when no route matches; links to such addresses are still left to the browser. */
  readonly notFound?: (path: string) => unknown
}

type Host = ReactiveControllerHost & HTMLElement

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

const linkOf = (event: MouseEvent): HTMLAnchorElement | undefined =>
  event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement && node.href !== '')

export class RouteController implements ReactiveController {
  readonly #host: Host
  readonly #routes: readonly Route[]
  readonly #options: RouteOptions
  #stop: (() => void) | undefined
  #shown = ''

  constructor(host: Host, routes: readonly Route[], options: RouteOptions = {}) {
    this.#host = host
    this.#routes = routes
    this.#options = options
    host.addController(this)
  }

  get path(): string {
    return location.pathname
  }

  get query(): URLSearchParams {
    return new URLSearchParams(location.search)
  }

  /** What the address's route renders. */
  outlet(): unknown {
    const found = this.#find(location.pathname)
    return found === undefined ? this.#options.notFound?.(location.pathname) : found.content()
  }

  hostConnected(): void {
    this.#shown = location.pathname
    this.#stop = onNavigate((navigation) => this.#changed(navigation))
    document.addEventListener('click', this.#click)
  }

  hostDisconnected(): void {
    this.#stop?.()
    document.removeEventListener('click', this.#click)
  }

  #find(pathname: string): ReturnType<Route['match']> {
    for (const candidate of this.#routes) {
      const found = candidate.match(pathname, this.query)
      if (found !== undefined) return found
    }
    return undefined
  }

  #changed(navigation: Navigation): void {
    this.#host.requestUpdate()
    if (this.#shown === location.pathname) return
    this.#shown = location.pathname
    if (navigation === 'opened') scrollTo({ top: 0 })
    void this.#host.updateComplete.then(() => focusPage(this.#host))
  }

  readonly #click = (event: MouseEvent): void => {
    const link = linkOf(event)
    if (link === undefined || !isPlainClick(event)) return
    if (link.origin !== location.origin || link.hasAttribute('download') || !['', '_self'].includes(link.target)) return
    const samePage = link.pathname === location.pathname && link.search === location.search
    if ((samePage && link.hash !== '') || this.#find(link.pathname) === undefined) return
    event.preventDefault()
    navigate(link.pathname + link.search + link.hash, { replace: samePage })
  }
}
