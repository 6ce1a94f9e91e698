/** The converters that ship with Koble, by name. An administrator's mapping may name any of them. */
import type { ConverterDefinition, ConverterRegistry } from './converter.ts'
import { booleanOption } from './converters/boolean-option.ts'
import { date } from './converters/date.ts'
import { decimalPlaces } from './converters/decimal-places.ts'
import { decimal } from './converters/decimal.ts'
import { inverse } from './converters/inverse.ts'
import { optionMap } from './converters/option-map.ts'
import { same } from './converters/same.ts'
import { text } from './converters/text.ts'

const definitions: readonly ConverterDefinition[] = [
  same,
  text,
  decimal,
  date,
  optionMap,
  booleanOption,
  inverse,
  decimalPlaces,
]

export const standardConverters: ConverterRegistry = new Map(definitions.map((each) => [each.name, each]))
