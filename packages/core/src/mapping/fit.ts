/**
 * Whether a converted value can be held by the target field. A text is never cut: too long is a problem that a person sees.
 * A decimal is rounded to the digits that the target keeps, half away from zero; the target would do so anyway.
 */
import { Big } from 'big.js'
import type { FieldType } from '../entity/field-type.ts'
import { canonicalDecimal } from '../values/canonical.ts'
import type { Value } from '../values/value.ts'
import type { Converted } from './converter.ts'

export function fit(type: FieldType, value: Value): Converted {
  if (value === null) return fitBlank(type)
  switch (type.kind) {
    case 'text':
      return fitText(type, value)
    case 'decimal':
      return fitDecimal(type, value)
    case 'option':
      return fitOption(type, value)
    case 'integer':
    case 'boolean':
    case 'date':
    case 'instant':
    case 'id':
    case 'reference':
      return { ok: value }
  }
}

/** Numbers and booleans that cannot be blank hold their zero instead. */
function fitBlank(type: FieldType): Converted {
  if (type.nullable) return { ok: null }
  if (type.kind === 'decimal') return { ok: '0' }
  if (type.kind === 'integer') return { ok: 0 }
  if (type.kind === 'boolean') return { ok: false }
  return {
    problem: 'blank-not-allowed',
    message: 'The other system does not allow this field to be blank. Fill it in.',
  }
}

function fitText(type: FieldType, value: Value): Converted {
  const plain = String(value)
  const text = type.upperCase === true ? plain.trim().toUpperCase() : plain
  if (text === '') return fitBlank(type)
  if (type.maxLength === undefined || text.length <= type.maxLength) return { ok: text }
  return {
    problem: 'text-too-long',
    message: `The text has ${text.length} characters; the other system takes at most ${type.maxLength}. Shorten it.`,
  }
}

function fitDecimal(type: FieldType, value: Value): Converted {
  const plain = canonicalDecimal(value)
  if (plain === undefined) return { problem: 'not-a-number', message: 'The value is not a number. Correct it.' }
  if (type.scale === undefined) return { ok: plain }
  return { ok: canonicalDecimal(new Big(plain).round(type.scale, Big.roundHalfUp).toFixed()) ?? plain }
}

function fitOption(type: FieldType, value: Value): Converted {
  if (type.options === undefined || type.options.some((member) => member === value)) return { ok: value }
  return {
    problem: 'no-such-option',
    message: `The other system has no option ${String(value)} in this field. Add the option there, or choose another.`,
  }
}
