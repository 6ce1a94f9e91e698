/** Reads what a person typed as a number into a decimal string, by the separators of the locale, without a float. */
const separators = (locale: string | undefined): { group: string; decimal: string } => {
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.6)
  const of = (type: string): string | undefined => parts.find((part) => part.type === type)?.value
  return { group: of('group') ?? ',', decimal: of('decimal') ?? '.' }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const withoutExtras = (integer: string, fraction: string): string => {
  const digits = integer.replace(/^0+(?=\d)/, '')
  return fraction === '' ? digits : `${digits}.${fraction}`
}

/**
 * Undefined when the text is no number. Groups are accepted only in threes, so "1.5" in a German browser is refused
 * instead of being read as 15.
 */
export const parseDecimal = (
  text: string,
  { locale }: { readonly locale?: string | undefined } = {},
): string | undefined => {
  const { group, decimal } = separators(locale)
  // Spaces of any width separate groups in several locales, and people type them in all; U+2212 is the minus of some.
  const plain = text.trim().replace('\u2212', '-').replaceAll(/\s/g, ' ')
  const groups = /\s/.test(group) ? ' ' : `(?:${escape(group)}| )`
  const pattern = new RegExp(`^(-?)(\\d+|\\d{1,3}(?:${groups}\\d{3})+)(?:${escape(decimal)}(\\d*))?$`)
  const match = pattern.exec(plain)
  if (match === null) return undefined
  const integer = (match[2] ?? '').replaceAll(/\D/g, '')
  const value = withoutExtras(integer, match[3] ?? '')
  return match[1] === '-' && /[1-9]/.test(value) ? `-${value}` : value
}
