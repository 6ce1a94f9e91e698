/** Puts an open popover under its opener, at the edge where it fits; over it when there is no room below. */
const marginPx = 8
const gapPx = 4

const within = (value: number, most: number): number => Math.max(marginPx, Math.min(value, most))

export const placeBelow = (popover: HTMLElement, opener: HTMLElement): void => {
  const at = opener.getBoundingClientRect()
  const { width, height } = popover.getBoundingClientRect()
  const alignedEnd = at.left + width > innerWidth - marginPx
  const above = at.bottom + gapPx + height > innerHeight - marginPx && at.top - gapPx - height >= marginPx
  const left = alignedEnd ? at.right - width : at.left
  const top = above ? at.top - gapPx - height : at.bottom + gapPx
  popover.style.left = `${within(left, innerWidth - width - marginPx)}px`
  popover.style.top = `${within(top, innerHeight - height - marginPx)}px`
}
