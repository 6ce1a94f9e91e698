/** Small tables with a code as key. */
import type { TableDefinition } from '@koble/odata-server'
import { codeTable, columns } from './columns.ts'
import { names } from './names.ts'

export const codeTables: readonly TableDefinition[] = [
  codeTable(names.currency, {
    ...columns('String', 'symbol', 'amountDecimalPlaces'),
    ...columns('Decimal', 'amountRoundingPrecision', 'invoiceRoundingPrecision'),
    unitAmountRoundingPrecision: 'Decimal',
    ...columns('String', 'realizedGainsAccount', 'realizedLossesAccount'),
  }),
  codeTable(names.paymentTerms, {
    ...columns('String', 'dueDateCalculation', 'discountDateCalculation'),
    discountPercent: 'Decimal',
    calculateDiscountOnCreditMemos: 'Boolean',
  }),
  codeTable(names.paymentMethod, { balancingAccountNumber: 'String' }),
  codeTable(names.shipmentMethod, {}),
  codeTable(names.shippingAgent, columns('String', 'internetAddress', 'accountNumber')),
  codeTable(names.reasonCode, {}),
  codeTable(names.country, columns('String', 'addressFormat')),
  codeTable(names.salesperson, {
    ...columns('String', 'email', 'email2', 'phoneNo', 'jobTitle'),
    commisionPercent: 'Decimal',
    ...columns('Boolean', 'privacyBlocked', 'blocked'),
  }),
  codeTable(names.location, {
    ...columns(
      'String',
      'contact',
      'addressLine1',
      'addressLine2',
      'city',
      'state',
      'country',
      'postalCode',
      'phoneNumber',
      'email',
      'website',
    ),
    /** Goods between two locations lie here; nothing is sold from it. */
    useAsInTransit: 'Boolean',
  }),
  codeTable(names.unit, columns('String', 'internationalStandardCode', 'symbol')),
]

export const exchangeRateTable: TableDefinition = {
  name: names.exchangeRate,
  partitioned: true,
  order: ['currencyCode', 'startingDate'],
  unique: [['currencyCode', 'startingDate']],
  indexes: [['modifiedAt']],
  columns: {
    ...columns('String', 'currencyCode', 'relationalCurrencyCode'),
    startingDate: 'Date',
    ...columns('Decimal', 'exchangeRateAmount', 'relationalExchangeRateAmount'),
  },
}
