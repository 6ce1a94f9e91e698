/** Asks before what was typed is lost: on links of the pages, on Back, and by the browser's own question when the window closes. */
import { confirmAction, navigate, onNavigate } from '@koble/ui'
import type { ReactiveControllerHost } from 'lit'

/** What is on the screen and says whether it would lose something. */
const guards = new Set<() => boolean>()

const isDirty = (): boolean => [...guards].some((guard) => guard())

export function warnOfUnsaved(host: ReactiveControllerHost, guard: () => boolean): void {
  host.addController({
    hostConnected: () => guards.add(guard),
    hostDisconnected: () => guards.delete(guard),
  })
}

const here = (): string => location.pathname + location.search

/** The address of the page on the screen. */
let own = here()

// Before the router's listener, which stands behind `onNavigate`: Back and Forward have changed the address already, and it is put back until the answer.
globalThis.addEventListener('popstate', (event) => {
  const wanted = here()
  if (location.pathname === new URL(own, location.origin).pathname || !isDirty()) return
  event.stopImmediatePropagation()
  history.pushState(null, '', own)
  void leave(wanted)
})
onNavigate(() => (own = here()))

globalThis.addEventListener('beforeunload', (event) => {
  if (isDirty()) event.preventDefault()
})

globalThis.addEventListener(
  'click',
  (event) => {
    const path = pathOf(event)
    if (path === undefined || !isDirty()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    void leave(path)
  },
  // Before the router sees the click.
  { capture: true },
)

/** The page that a click leads to. A link that opens another window leaves this page as it is. */
function pathOf(event: MouseEvent): string | undefined {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
  if (link === undefined || !isPlain || link.origin !== location.origin || link.hasAttribute('download'))
    return undefined
  return link.pathname === location.pathname ? undefined : link.pathname + link.search
}

async function leave(path: string): Promise<void> {
  const leaves = await confirmAction({
    heading: 'Leave without saving?',
    effect: 'What was typed on this page is not saved and would be lost.',
    confirmLabel: 'Leave',
    danger: true,
  })
  if (leaves) navigate(path)
}
