/** One short message at the bottom of the page, read out by screen readers. */
import { Toasts, type Toast } from './elements/toasts.ts'

const region = (): Toasts => {
  const present = document.querySelector('koble-ui-toasts')
  if (present !== null) return present
  const made = new Toasts()
  document.body.append(made)
  return made
}

/** Kind `success` unless said; `danger` stays until it is dismissed, the others 20 seconds. */
export const toast = (message: string, { kind = 'success', action }: Partial<Omit<Toast, 'message'>> = {}): void => {
  region().add({ message, kind, ...(action === undefined ? {} : { action }) })
}
