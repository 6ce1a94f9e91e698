/** Dataverse's currencies (reference/dataverse-schema.json). */
import { decimal, entity, integer, nullable, option, text } from '@koble/core'

export const transactioncurrency = entity(
  'crm',
  'transactioncurrency',
  { label: 'currency', nameField: 'currencyname', key: 'transactioncurrencyid' },
  {
    /** Settable on creation only. */
    isocurrencycode: text(5),
    currencyname: text(100),
    currencysymbol: nullable(text(10)),
    currencyprecision: nullable(integer()),
    /** Units of it for one unit of the base currency. */
    exchangerate: nullable(decimal(10)),
    statecode: option(0, 1),
  },
)
