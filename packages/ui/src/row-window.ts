/** Which rows of a long table are drawn: those in view and some around them, and how much room the others take. */
export type RowWindow = {
  readonly start: number
  /** One past the last. */
  readonly end: number
  readonly beforePx: number
  readonly afterPx: number
}

/** Rows above and below the view, so that scrolling by a key finds them drawn. */
const overscan = 12

export const rowWindow = (scrollTop: number, viewPx: number, rowPx: number, count: number): RowWindow => {
  const first = Math.floor(scrollTop / rowPx) - overscan
  const last = Math.ceil((scrollTop + viewPx) / rowPx) + overscan
  const start = Math.max(0, Math.min(first, count))
  const end = Math.max(start, Math.min(last, count))
  return { start, end, beforePx: start * rowPx, afterPx: (count - end) * rowPx }
}
