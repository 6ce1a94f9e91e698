/** The order of two decimal strings, exact at any length: the widths of the whole parts decide first, then the digits. */
const unsigned = (value: string): { whole: string; fraction: string; negative: boolean } => {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.')
  const digits = { whole: whole.replace(/^0+/, ''), fraction: fraction.replace(/0+$/, '') }
  const isZero = digits.whole === '' && digits.fraction === ''
  return { ...digits, negative: value.startsWith('-') && !isZero }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Negative, zero or positive. Both must be decimal strings (`isDecimalString`). */
export const compareDecimal = (a: string, b: string): number => {
  const left = unsigned(a)
  const right = unsigned(b)
  if (left.negative !== right.negative) return left.negative ? -1 : 1
  const size =
    left.whole.length - right.whole.length ||
    order(left.whole, right.whole) ||
    // Digits behind the separator compare like text: "5" is more than "49".
    order(left.fraction, right.fraction)
  return left.negative ? 0 - size : size
}
