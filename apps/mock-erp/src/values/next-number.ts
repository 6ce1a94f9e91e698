/**
 * The next number of a series: the last run of digits goes up by one and keeps its width (C00099, C00100; A9-X, A10-X).
 * A number without digits, or one that grows beyond 20 characters, has no next: the caller says so.
 */
export function nextNumber(number: string): string | undefined {
  const match = /^(.*?)(\d+)(\D*)$/.exec(number)
  if (match === null) return undefined
  const [, head = '', digits = '', tail = ''] = match
  const next = head + (BigInt(digits) + 1n).toString().padStart(digits.length, '0') + tail
  return next.length > 20 ? undefined : next
}
