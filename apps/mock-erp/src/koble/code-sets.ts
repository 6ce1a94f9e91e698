/** Koble's own pages of the small tables (docs/koble-api-pages.md). */
import type { EntitySetDefinition, PropertyDefinition, Row } from '@koble/odata-server'
import { currencyFactor, rateOn } from '../ledger/exchange.ts'
import { codeRules } from '../rules/code-records.ts'
import { text as textOf, workDate } from '../rules/setup.ts'
import { formula } from '../sets/formula-property.ts'
import { email } from '../sets/party-properties.ts'
import { bool, codeField, computed, decimal, systemFields, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { addressFormat, currencyDefaults, percent } from '../v2/code-sets.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'

const codeSet = (
  name: string,
  entityType: string,
  table: string,
  properties: Readonly<Record<string, PropertyDefinition>>,
  defaults: Parameters<typeof codeRules>[1] = {},
): EntitySetDefinition => ({
  name,
  entityType,
  table,
  properties: { id: systemId, code: codeField(table === names.salesperson ? 20 : 10), ...properties, ...systemFields },
  ...codeRules(table, defaults),
})

/** Local currency for one unit at the work date, to 15 digits after the point; 0 without a rate. */
const currentExchangeRate = computed(decimal(), (row, context) => {
  const [code, today] = [textOf(row, 'code'), workDate(context.clock)]
  if (rateOn(context.data, code, today) === undefined) return '0'
  return canonical(roundTo(big(1).div(currencyFactor(context.data, code, today)), '0.000000000000001'))
})

/** A currency without a symbol is printed with its code, as the ERP's documents do. */
const symbol = { ...text(10), get: (row: Row) => textOf(row, 'symbol') || textOf(row, 'code').slice(0, 10) }

export const codeSets: readonly EntitySetDefinition[] = [
  codeSet(
    'currencies',
    'currency',
    names.currency,
    {
      displayName: text(30),
      symbol,
      amountDecimalPlaces: text(5),
      amountRoundingPrecision: decimal(),
      currentExchangeRate,
    },
    currencyDefaults,
  ),
  codeSet('paymentTerms', 'paymentTerm', names.paymentTerms, {
    displayName: text(100),
    dueDateCalculation: formula('dueDateCalculation'),
    discountDateCalculation: formula('discountDateCalculation'),
    discountPercent: percent('discountPercent', 'Discount %'),
    calculateDiscountOnCreditMemos: bool(),
  }),
  codeSet('shipmentMethods', 'shipmentMethod', names.shipmentMethod, { displayName: text(100) }),
  codeSet('shippingAgents', 'shippingAgent', names.shippingAgent, {
    displayName: text(50),
    internetAddress: text(250),
    accountNumber: text(30),
  }),
  codeSet('unitsOfMeasure', 'unitOfMeasure', names.unit, {
    displayName: text(50),
    internationalStandardCode: codeField(10),
    symbol: text(10),
  }),
  codeSet('countriesRegions', 'countryRegion', names.country, { displayName: text(50) }, { addressFormat }),
  codeSet('salespeople', 'salesperson', names.salesperson, {
    displayName: text(50),
    email,
    email2: text(80),
    phoneNumber: text(30, { column: 'phoneNo' }),
    jobTitle: text(30),
    blocked: bool(),
    privacyBlocked: bool(),
  }),
]
