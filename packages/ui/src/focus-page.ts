/** Moves the focus to the heading of the page that was just opened, across shadow roots, without scrolling. */
type Focusing = HTMLElement & { focusHeading: () => void }

/** A page whose element loads its data first may draw its heading some frames later; this long it is waited for. */
const mostFrames = 60

const isPage = (element: Element): element is Focusing =>
  'focusHeading' in element && element.localName === 'koble-ui-page'

const findPage = (root: ParentNode): Focusing | undefined => {
  for (const element of root.querySelectorAll('*')) {
    if (isPage(element)) return element
    const inner = element.shadowRoot === null ? undefined : findPage(element.shadowRoot)
    if (inner !== undefined) return inner
  }
  return undefined
}

/** Gives up when another page was opened meanwhile. */
export const focusPage = (host: HTMLElement, pathname = location.pathname, frames = mostFrames): void => {
  if (frames === 0 || !host.isConnected || location.pathname !== pathname) return
  const page = findPage(host.shadowRoot ?? host)
  if (page === undefined) requestAnimationFrame(() => focusPage(host, pathname, frames - 1))
  else page.focusHeading()
}
