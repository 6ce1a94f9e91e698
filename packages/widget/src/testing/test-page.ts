/** What the browser tests share: mounting, waiting for a state, and axe in the three looks. */
import axe from 'axe-core'
import { render, type TemplateResult } from 'lit'
import { cdp } from 'vitest/browser'

declare module 'vitest/browser' {
  interface CDPSession {
    send(method: string, params: object): Promise<unknown>
  }
}

let holder: HTMLElement | undefined

export const unmount = (): void => {
  holder?.remove()
  holder = undefined
}

/** Renders into a fresh holder and answers its first element. */
export function mount(template: TemplateResult, widthPx = 360): HTMLElement {
  unmount()
  document.documentElement.lang = 'en'
  document.title = 'Test'
  holder = document.createElement('main')
  holder.style.inlineSize = `${widthPx}px`
  document.body.append(holder)
  render(template, holder)
  const element = holder.querySelector<HTMLElement>('*')
  if (element === null) throw new Error('The template renders no element.')
  return element
}

/** The shadow root of an element, or of one inside another's. */
export function shadow(element: Element, inner?: string): ShadowRoot {
  const found = inner === undefined ? element : element.shadowRoot?.querySelector(inner)
  if (!found?.shadowRoot) throw new Error(`${inner ?? element.localName} has no shadow root.`)
  return found.shadowRoot
}

/** Looks once a frame until `ready` answers something; the test's own time limit ends the wait. */
export async function until<Found>(ready: () => Found | null | undefined | false): Promise<Found> {
  for (;;) {
    const found = ready()
    if (found !== null && found !== undefined && found !== false) return found
    await new Promise(requestAnimationFrame)
  }
}

export const untilState = (element: Element, state: string, inner?: string): Promise<HTMLElement> =>
  until(() => {
    const root = inner === undefined ? element.shadowRoot : element.shadowRoot?.querySelector(inner)?.shadowRoot
    return root?.querySelector<HTMLElement>(`[data-state="${state}"]`)
  })

export const textOf = (element: Element): string => (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim()

export const shownValue = (box: ParentNode, key: string): string => {
  const text = box.querySelector(`[data-key="${key}"] .text`)
  if (text === null) throw new Error(`The box shows no ${key}.`)
  return textOf(text)
}

/** Collects the details of an event. */
export function collect<Detail>(target: EventTarget, type: string): Detail[] {
  const details: Detail[] = []
  target.addEventListener(type, (event) => event instanceof CustomEvent && details.push(event.detail as Detail))
  return details
}

const media = (features: readonly { name: string; value: string }[]): Promise<unknown> =>
  cdp().send('Emulation.setEmulatedMedia', { features })

async function violations(root: Element, look: string): Promise<string[]> {
  const result = await axe.run(root, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    // A box is a part of a page: headings above it and landmarks around it are the page's.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  })
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${look} ${id}: ${node.html} ${node.failureSummary ?? ''}`),
  )
}

/** What axe finds in light, dark and forced colours; an empty list is right. */
export async function findViolations(element: HTMLElement & { theme?: string }): Promise<string[]> {
  const found: string[] = []
  for (const theme of ['light', 'dark']) {
    element.setAttribute('theme', theme)
    await new Promise(requestAnimationFrame)
    found.push(...(await violations(element, theme)))
  }
  await media([{ name: 'forced-colors', value: 'active' }])
  found.push(...(await violations(element, 'forced colours')))
  await media([])
  return found
}

/** Whether anything inside is wider than the element's room. */
export const overflowPx = (element: Element): number => {
  const room = element.getBoundingClientRect()
  const inner = [...shadow(element).querySelectorAll<HTMLElement>('.box *:not(.unseen)')]
  return Math.max(0, ...inner.map((child) => child.getBoundingClientRect().right - room.right))
}
