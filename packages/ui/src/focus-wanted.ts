/**
 * Focuses the child that asks for it by `autofocus`, which browsers honour at page load alone. Answers whether there is one.
 * An element of this package takes the focus only after its first render.
 */
import { LitElement } from 'lit'

export const focusWanted = async (parent: Element): Promise<boolean> => {
  const wanted = parent.querySelector<HTMLElement>('[autofocus]')
  if (wanted instanceof LitElement) await wanted.updateComplete
  wanted?.focus()
  return wanted !== null
}
