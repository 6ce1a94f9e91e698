/** Numbers from decimal strings, exactly: Intl takes the string itself, so no digit passes through a float. */
const decimal = /^-?\d+(\.\d+)?$/

const isDecimal = (value: string): value is `${number}` => decimal.test(value)

/** Digits behind the point that say something: "12.5000" has one. Intl takes at most 100. */
const fractionOf = (value: string): number => Math.min((value.split('.')[1] ?? '').replace(/0+$/, '').length, 100)

const isCurrency = (code: string): boolean => /^[A-Z]{3}$/.test(code)

/** What is no decimal is shown as it is: a wrong value must not hide. */
export function formatNumber(value: string, language: string, unit: string | null = null): string {
  if (!isDecimal(value)) return value
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: fractionOf(value) }).format(value)
  return unit === null ? number : `${number}\u00a0${unit}`
}

export function formatPercent(value: string, language: string): string {
  if (!isDecimal(value)) return value
  const style = { style: 'unit', unit: 'percent', maximumFractionDigits: fractionOf(value) } as const
  return new Intl.NumberFormat(language, style).format(value)
}

/** With the ISO code, since a sign does not say which dollar; the currency's own decimals, more only where the value has them. */
export function formatMoney(value: string, currency: string | null, language: string): string {
  if (!isDecimal(value)) return value
  if (currency === null || !isCurrency(currency)) return formatNumber(value, language, currency)
  const style = { style: 'currency', currency, currencyDisplay: 'code' } as const
  const own = new Intl.NumberFormat(language, style).resolvedOptions().maximumFractionDigits ?? 2
  const digits = { minimumFractionDigits: own, maximumFractionDigits: Math.max(own, fractionOf(value)) }
  return new Intl.NumberFormat(language, { ...style, ...digits }).format(value)
}
