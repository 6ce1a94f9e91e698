/** Checks of the fields that customers and contacts share (erp-business-logic, section 6.1). */
import type { Draft, Reader, Scalar } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { dialogError, fieldError, relationError } from './refusals.ts'
import { text } from './setup.ts'

const ADDRESS = /^[^\s@;]+@[^\s@;]+\.[^\s@;]+$/

/** Blanks at both ends go; several addresses are separated by semicolons. */
export function checkedEmail(value: Scalar): string {
  const list = typeof value === 'string' ? value.trim() : ''
  for (const part of list === '' ? [] : list.split(';')) {
    if (!ADDRESS.test(part.trim())) dialogError(`The email address "${part.trim()}" is not valid.`)
  }
  return list
}

export function checkedPhone(value: Scalar, field: string, table: string, number: string): string {
  const phone = typeof value === 'string' ? value : ''
  if (/\p{L}/u.test(phone)) fieldError(`${field} must not contain letters in ${table} No.='${number}'.`)
  return phone
}

/** The code must exist; a changed country that was not blank takes post code, city and state with it. */
export function setCountry(draft: Draft, value: Scalar, data: Reader, table: string): void {
  const country = typeof value === 'string' ? value : ''
  if (country !== '' && data.lookup(names.country, ['code'], [country]) === undefined) {
    relationError('Country/Region Code', table, country, names.country)
  }
  const before = text(draft, 'country')
  if (before !== '' && before !== country) Object.assign(draft, { postalCode: '', city: '', state: '' })
  draft['country'] = country
}
