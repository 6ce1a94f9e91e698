/**
 * Numbers for people, from decimal strings. A decimal string never passes through a float: Intl formats strings exactly
 * (ECMA-402 2023, "Intl mathematical value"), to any length.
 */
export type NumberOptions = {
  /** BCP 47; the browser's own when absent. */
  readonly locale?: string | undefined
  /** Digits after the separator: exactly so many. Absent: as many as the value has. */
  readonly fraction?: number | undefined
}

const canonical = /^-?\d+(\.\d+)?$/

export const isDecimalString = (value: string): value is `${number}` => canonical.test(value)

/** Intl refuses more than 100 digits after the separator. */
const mostFraction = 100

const fractionOf = (value: string): number => Math.min((value.split('.')[1] ?? '').length, mostFraction)

const formatters = new Map<string, Intl.NumberFormat>()

const formatter = (locale: string | undefined, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = JSON.stringify([locale, options])
  const known = formatters.get(key) ?? new Intl.NumberFormat(locale, options)
  formatters.set(key, known)
  return known
}

/** A value that is no decimal string is shown as it is: what people see must not hide a wrong value. */
export const formatDecimal = (value: string, { locale, fraction }: NumberOptions = {}): string => {
  if (!isDecimalString(value)) return value
  const digits = fraction ?? fractionOf(value)
  return formatter(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
}

export const formatInteger = (value: string | number, { locale }: NumberOptions = {}): string =>
  typeof value === 'number' ? formatter(locale, {}).format(value) : formatDecimal(value, { locale })

const isCurrencyCode = (code: string): boolean => /^[A-Za-z]{3}$/.test(code)

/** The currency's own decimals: two for most, none for JPY, three for KWD. */
export const currencyFraction = (currency: string): number =>
  isCurrencyCode(currency)
    ? (formatter('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)
    : 2

/** "1,234.50 EUR": always with the code, because a sign alone does not say which dollar. Never fewer digits than the value has. */
export const formatMoney = (value: string, currency: string, { locale, fraction }: NumberOptions = {}): string => {
  if (!isDecimalString(value)) return value
  const digits = fraction ?? Math.max(currencyFraction(currency), fractionOf(value))
  const amount = formatDecimal(value, { locale, fraction: digits })
  return currency === '' ? amount : `${amount}\u00a0${currency}`
}
