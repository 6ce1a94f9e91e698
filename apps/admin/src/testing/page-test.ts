/** What the pages' tests share: an address, texts through shadow roots, waiting for what the page is to show. */
import { deep, settled } from '@koble/ui/testing'
import { expect, vi } from 'vitest'

/** The test page's own address is put back by the caller's `afterEach`. */
export const openAt = (path: string): void => history.replaceState(null, '', path)

const textOf = (node: Node): string => {
  if (node instanceof Text) return node.data
  if (node instanceof HTMLStyleElement) return ''
  const inner = node instanceof Element && node.shadowRoot !== null ? textOf(node.shadowRoot) : ''
  return inner + [...node.childNodes].map(textOf).join('')
}

/** All that can be read, white space made single. */
export const readable = (root: Node): string => textOf(root).replace(/\s+/g, ' ')

export const shows = (root: Node, text: string): Promise<void> =>
  vi.waitFor(() => expect(readable(root)).toContain(text))

const everything = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot === null ? [] : everything(element.shadowRoot)),
  ])

/** Presses the button whose own words contain `text`. */
export async function press(root: ParentNode, text: string): Promise<void> {
  const button = everything(root).find(
    (element): element is HTMLElement =>
      element instanceof HTMLElement && element.localName === 'koble-ui-button' && readable(element).includes(text),
  )
  if (button === undefined) throw new Error(`No button says ${text}.`)
  await settled()
  button.click()
  await settled()
}

export async function type(root: ParentNode, name: string, value: string): Promise<void> {
  const field = deep(root, `koble-ui-field[name="${name}"]`)
  const input = deep<HTMLInputElement>(field.shadowRoot ?? field, 'input')
  input.value = value
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
  input.dispatchEvent(new Event('change', { bubbles: true, composed: true }))
  await settled()
}
