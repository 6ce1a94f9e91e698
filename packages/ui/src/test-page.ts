/** What browser tests share, here and in the apps (`@koble/ui/testing`): mounting, waiting for elements, and axe in the three looks. */
import axe from 'axe-core'
import { LitElement, render, type TemplateResult } from 'lit'
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
  document.documentElement.removeAttribute('data-theme')
}

const all = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot === null ? [] : all(element.shadowRoot)),
  ])

/** Until every element, also those that others render, has nothing left to do. */
export const settled = async (root: ParentNode = document): Promise<void> => {
  const elements = all(root).filter((element) => element instanceof LitElement)
  await Promise.all(elements.map((element) => element.updateComplete))
  // A render may have added elements, and an observer of sizes may ask for one more a frame later.
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
  if (all(root).some((element) => element instanceof LitElement && element.isUpdatePending)) await settled(root)
}

/** Renders into a fresh `<main>` and waits. */
export const mount = async (template: TemplateResult, widthPx?: number): Promise<HTMLElement> => {
  unmount()
  document.documentElement.lang = 'en'
  document.title = 'Test'
  holder = document.createElement('div')
  if (widthPx !== undefined) holder.style.width = `${widthPx}px`
  document.body.append(holder)
  render(template, holder)
  await settled(holder)
  return holder
}

/** The first element that `selector` finds, through shadow roots. */
export const deep = <Found extends Element = HTMLElement>(root: ParentNode, selector: string): Found => {
  const found = all(root).find((element): element is Found => element.matches(selector))
  if (found === undefined) throw new Error(`No element matches ${selector}.`)
  return found
}

/** Waits for one event and answers its detail. */
export const nextEvent = <Detail>(target: EventTarget, type: string): Promise<Detail> =>
  new Promise((resolve) => {
    target.addEventListener(type, (event) => event instanceof CustomEvent && resolve(event.detail), { once: true })
  })

const media = async (features: readonly { name: string; value: string }[]): Promise<void> => {
  await cdp().send('Emulation.setEmulatedMedia', { features })
}

/** A colour on its way from one look or state to the next is neither's. */
const finishTransitions = (root: Element): void => {
  const roots = [document, ...all(root).flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : [shadowRoot]))]
  for (const animation of roots.flatMap((each) => each.getAnimations())) {
    if (animation instanceof CSSTransition) animation.finish()
  }
}

const violations = async (root: Element, look: string): Promise<string[]> => {
  finishTransitions(root)
  const result = await axe.run(root, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    // Elements are mounted without a page around them; the shell's own test has these rules on.
    rules: { region: { enabled: false } },
  })
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${look} ${id}: ${node.html} ${node.failureSummary ?? ''}`),
  )
}

/** What axe finds in light, dark and forced colours; an empty list is right. */
export const findViolations = async (root: Element): Promise<string[]> => {
  const found: string[] = []
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset['theme'] = theme
    found.push(...(await violations(root, theme)))
  }
  await media([{ name: 'forced-colors', value: 'active' }])
  found.push(...(await violations(root, 'forced colours')))
  await media([])
  document.documentElement.removeAttribute('data-theme')
  return found
}
