/** Arrow keys, Home and End among a row or a column of controls (tabs, menu items), around the ends. */
const steps = {
  horizontal: { ArrowLeft: -1, ArrowRight: 1 },
  vertical: { ArrowUp: -1, ArrowDown: 1 },
} as const

const nextIndex = (key: string, index: number, count: number, steps: Record<string, number>): number | undefined => {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  return step === undefined ? undefined : (index + step + count) % count
}

/** Answers the element that now has the focus, or undefined if the key moves nothing. */
export const moveFocus = (
  event: KeyboardEvent,
  items: readonly HTMLElement[],
  orientation: 'horizontal' | 'vertical',
): HTMLElement | undefined => {
  const index = items.findIndex((item) => item.matches(':focus'))
  const next = nextIndex(event.key, index, items.length, steps[orientation])
  const item = next === undefined ? undefined : items[next]
  if (item === undefined) return undefined
  event.preventDefault()
  item.focus()
  return item
}
