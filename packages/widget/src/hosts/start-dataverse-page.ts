/** Joins the page `koble_/fact-boxes.html` with its host: the global that the form calls, language, direction and looks. */
import { dataverseHost, dataversePageOf } from './dataverse.ts'
import type { HostPage } from './host-page.ts'

/** What the adapter needs of `<koble-fact-boxes>`; by shape, so that this module also stands alone. */
export interface FactBoxesElement extends HTMLElement {
  hostPage: HostPage | undefined
  theme: 'auto' | 'light' | 'dark'
}

/**
 * Fills every `<koble-fact-boxes host="dataverse">` of the page. Only a page that has one gets the global function
 * `setClientApiContext`; elsewhere this does nothing.
 */
export function startDataversePage(window: Window): void {
  const boxes = window.document.querySelectorAll<FactBoxesElement>('koble-fact-boxes[host="dataverse"]')
  if (boxes.length === 0) return
  const host = dataverseHost(dataversePageOf(window))
  const dress = (): void => {
    const root = window.document.documentElement
    root.lang = host.language() || 'en'
    root.dir = host.isRightToLeft() ? 'rtl' : 'ltr'
  }
  host.listen(dress)
  dress()
  window.document.adoptedStyleSheets.push(pageStyles(window))
  const scheme = schemeOfFrame(window)
  window.document.documentElement.style.colorScheme = scheme === 'auto' ? 'light dark' : scheme
  for (const element of boxes) {
    if (element.theme === 'auto') element.theme = scheme
    element.hostPage = host
  }
  Reflect.set(window, 'setClientApiContext', host.setClientApiContext)
}

/** The frame's own colour scheme is the form's: light where the form knows no other, whatever the system prefers. */
function schemeOfFrame(window: Window): 'auto' | 'light' | 'dark' {
  const frame = window.frameElement
  if (frame === null) return 'auto'
  const scheme = window.parent.getComputedStyle(frame).colorScheme
  const [light, dark] = [scheme.includes('light'), scheme.includes('dark')]
  if (dark) return light ? 'auto' : 'dark'
  return 'light'
}

function pageStyles(window: Window): CSSStyleSheet {
  const sheet = new (window as Window & typeof globalThis).CSSStyleSheet()
  sheet.replaceSync('body { margin: 0; background: transparent }')
  return sheet
}
