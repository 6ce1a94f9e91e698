/** Properties that the customers and contacts pages share. */
import type { PropertyDefinition } from '@koble/odata-server'
import { checkedEmail, checkedPhone, setCountry } from '../rules/party-fields.ts'
import { relationError } from '../rules/refusals.ts'
import { localCurrency, text as textOf } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { codeField, text } from './properties.ts'
import type { Pair } from './pair.ts'

export const addressLines = { addressLine1: text(100), addressLine2: text(50) }

export const country = (table: string): PropertyDefinition =>
  codeField(10, { set: (draft, value, context) => setCountry(draft, value, context.data, table) })

export const phone = (column: string, field: string, table: string): PropertyDefinition =>
  text(30, {
    column,
    set: (draft, value) => {
      draft[column] = checkedPhone(value, field, table, textOf(draft, 'number'))
    },
  })

export const email: PropertyDefinition = text(80, {
  set: (draft, value) => {
    draft['email'] = checkedEmail(value)
  },
})

/** Tax numbers are upper-cased. The table's field is shorter than the page's variable. */
export const taxRegistrationNumber: PropertyDefinition = codeField(20)

export const salesperson = (table: string): Pair => ({
  table: names.salesperson,
  keyColumn: 'code',
  length: 20,
  column: 'salespersonCode',
  holds: 'key',
  unknownKey: (key) => relationError('Salesperson Code', table, key, names.salesperson),
})

/** The local currency is stored blank; API v2.0 shows its code nevertheless, Koble's pages do not. */
export const currency = (shown: 'code' | 'blank'): Pair => ({
  table: names.currency,
  keyColumn: 'code',
  length: 10,
  column: 'currencyCode',
  holds: 'key',
  isBlank: (key, data) => key === localCurrency(data),
  ...(shown === 'code' ? { blankShows: localCurrency } : {}),
})

export const codePair = (table: string, column: string): Pair => ({
  table,
  keyColumn: 'code',
  length: 10,
  column,
  holds: 'key',
})
