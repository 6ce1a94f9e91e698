/** Where a key takes the focus among a table's rows; undefined for keys that move nothing. */
export const rowTarget = (key: string, active: number, last: number, pageRows: number): number | undefined => {
  const targets: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + pageRows,
    PageUp: active - pageRows,
    Home: 0,
    End: last,
  }
  const target = targets[key]
  return target === undefined ? undefined : Math.max(0, Math.min(last, target))
}
