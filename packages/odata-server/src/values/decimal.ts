/** Decimals as canonical text: no exponent, no needless zeros, no "-0". */
import Big from 'big.js'

const plain = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/

/** The canonical text, or undefined when `text` is no decimal. */
export function decimal(text: string | number): string | undefined {
  const source = String(text)
  if (source.length > 120 || !plain.test(source)) return undefined
  // Big takes no plus sign.
  return canonical(new Big(source.replace(/^\+/, '')))
}

export function canonical(value: Big): string {
  const text = value.toFixed()
  return text === '-0' ? '0' : text
}

/** Compares two canonical decimals by value; texts that are none (in a made-up token) as texts. */
export function compareDecimals(left: string, right: string): number {
  if (left === right) return 0
  const difference = Number(left) - Number(right)
  if (difference !== 0 && !Number.isNaN(difference)) return difference
  if (isCanonical(left) && isCanonical(right)) return new Big(left).cmp(right)
  return left < right ? -1 : 1
}

function isCanonical(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text)
}
