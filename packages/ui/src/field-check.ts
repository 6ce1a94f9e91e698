/** What is wrong with a field's value, as a sentence for the person who typed it. Pure, so that every rule is a row of a table. */
import { compareDecimal } from './compare-decimal.ts'
import { formatDecimal, isDecimalString } from './format-number.ts'
import { texts } from './texts.ts'

export type FieldType =
  | 'text'
  | 'email'
  | 'tel'
  | 'url'
  | 'password'
  | 'search'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'select'
  | 'checkbox'
  | 'textarea'

export type FieldRules = {
  readonly type: FieldType
  readonly label: string
  readonly required?: boolean
  /** Most characters, counted as the ERP counts them: UTF-16 units. */
  readonly maxlength?: number | undefined
  /** Decimal string, or a date for dates. */
  readonly min?: string | undefined
  readonly max?: string | undefined
}

export const isNumeric = (type: FieldType): boolean => type === 'integer' || type === 'decimal'

const checkNumber = ({ type, label, min, max }: FieldRules, value: string): string | undefined => {
  if (type === 'integer' && !/^-?\d+$/.test(value)) return texts.integerExpected(label)
  if (!isDecimalString(value)) return texts.numberExpected(label, formatDecimal('1234.56'))
  if (min !== undefined && compareDecimal(value, min) < 0) return texts.tooSmall(label, formatDecimal(min))
  if (max !== undefined && compareDecimal(value, max) > 0) return texts.tooLarge(label, formatDecimal(max))
  return undefined
}

/** Undefined when the value is right. E-mail and web addresses are left to the server: their rules differ by system. */
export const checkField = (rules: FieldRules, value: string): string | undefined => {
  const { label, maxlength } = rules
  if (value === '') return rules.required === true ? texts.valueMissing(label) : undefined
  if (isNumeric(rules.type)) return checkNumber(rules, value)
  if (maxlength !== undefined && value.length > maxlength) return texts.tooLong(label, maxlength, value.length)
  return undefined
}
