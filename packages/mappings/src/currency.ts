/**
 * Currencies, ERP to CRM (reference/table-mappings.md, CurrencyTransactionCurrencyMapping). The local currency is no record of the ERP:
 * its link (`''` to the CRM's row of that currency) is a setting of the connection.
 */
import { currencies } from '@koble/business-central/entities'
import { tableMapping } from '@koble/core'
import { transactioncurrency } from '@koble/dataverse/entities'

export const currency = tableMapping(
  currencies,
  transactioncurrency,
  {
    name: 'currency',
    label: 'Currencies',
    direction: 'toCrm',
    onlyCoupled: false,
    firstAgreement: 'erp',
    match: [{ fields: [{ field: 'code', ignoreCase: true }] }],
  },
  (map) => [
    /** Dataverse takes a currency's code when the row is made, and never again. */
    map.toCrm('code', 'isocurrencycode', { onlyOnCreate: true }),
    map.toCrm('symbol', 'currencysymbol', { keepWhenBlank: true }),
    map.toCrm('displayName', 'currencyname', { keepWhenBlank: true }),
    map.toCrm('amountDecimalPlaces', 'currencyprecision', { converter: { name: 'decimal-places' } }),
    map.toCrm('currentExchangeRate', 'exchangerate', { converter: { name: 'inverse' } }),
  ],
)
