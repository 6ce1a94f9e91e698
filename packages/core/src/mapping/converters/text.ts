import type { Value } from '../../values/value.ts'
import type { ConverterDefinition } from '../converter.ts'

/**
 * Text without blanks around it, in one case. Both ways the same, so that the law holds: whatever side a text comes from,
 * it arrives clean. Parameters: `trim` (true), `case` (`keep`, `upper` or `lower`).
 */
export const text: ConverterDefinition = {
  name: 'text',
  label: 'Trimmed text',
  build: (parameters) => {
    const trim = parameters['trim'] ?? true
    const casing = parameters['case'] ?? 'keep'
    const setCase = typeof casing === 'string' ? cases[casing] : undefined
    if (setCase === undefined) return 'The parameter "case" is "keep", "upper" or "lower".'
    const clean = (value: Value) => ({ ok: cleaned(value, trim !== false, setCase) })
    return { toCrm: clean, toErp: clean }
  },
}

const cases: Readonly<Record<string, (text: string) => string>> = {
  keep: (text) => text,
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
}

function cleaned(value: Value, trim: boolean, setCase: (text: string) => string): Value {
  if (typeof value !== 'string') return value
  const cased = setCase(value)
  return (trim ? cased.trim() : cased) || null
}
