/** A fact's value as people read it. */
import type { FactValue } from '../facts/facts.ts'
import type { Texts } from '../texts/en.ts'
import { formatMoney, formatNumber, formatPercent } from './format-number.ts'
import { formatDate, formatInstant } from './format-time.ts'

export function formatValue(fact: FactValue, language: string, texts: Texts): string {
  const { value } = fact
  if (value === null || value === '') return texts.none
  switch (fact.kind) {
    case 'money':
      return formatMoney(value, fact.currency, language)
    case 'number':
      return formatNumber(value, language, fact.unit)
    case 'percent':
      return formatPercent(value, language)
    case 'date':
      return formatDate(value, language)
    case 'instant':
      return formatInstant(value, language)
    case 'text':
      return texts.values[fact.key]?.[value] ?? value
  }
}
