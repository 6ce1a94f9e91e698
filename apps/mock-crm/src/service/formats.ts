/** Formatted values in the emulated organization's language (English, United States). */

export const formattedNumber = (text: string): string => {
  const [whole = '0', fraction] = text.replace('-', '').split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${text.startsWith('-') ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

/** With the decimals of its currency; digits beyond are cut from the picture only. */
export function formattedAmount(text: string, symbol: string, precision = 2): string {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const digits = fraction.padEnd(precision, '0').slice(0, precision)
  const amount = formattedNumber(digits === '' ? whole : `${whole}.${digits}`)
  return text.startsWith('-') ? `(${symbol}${amount})` : `${symbol}${amount}`
}

const date = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC' })
const time = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' })

export function formattedInstant(text: string, dateOnly: boolean): string {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) return text
  return dateOnly ? date.format(at) : `${date.format(at)} ${time.format(at).replace('\u202f', ' ')}`
}
