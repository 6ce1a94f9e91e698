/** API v2.0 sets whose records are a code and little else (business-central-api.json). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { codeRules } from '../rules/code-records.ts'
import { fieldError } from '../rules/refusals.ts'
import { formula } from '../sets/formula-property.ts'
import { email } from '../sets/party-properties.ts'
import { bool, choice, codeField, date, decimal, lastModified, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'
import { big } from '../values/decimal.ts'

export const percent = (column: string, caption: string): PropertyDefinition =>
  decimal({
    set: (draft, value) => {
      const written = typeof value === 'string' || typeof value === 'number' ? String(value) : '0'
      if (big(written).lt(0))
        fieldError(`The value must be greater than or equal to 0. Value: ${written}. (${caption})`)
      if (big(written).gt(100))
        fieldError(`The value must be less than or equal to 100. Value: ${written}. (${caption})`)
      draft[column] = written
    },
  })

interface CodeSet {
  readonly name: string
  readonly entityType: string
  readonly table: string
  readonly length?: number
  readonly properties: Readonly<Record<string, PropertyDefinition>>
  readonly defaults?: Parameters<typeof codeRules>[1]
}

const codeSet = ({ name, entityType, table, length = 10, properties, defaults }: CodeSet): EntitySetDefinition => ({
  name,
  entityType,
  table,
  properties: { id: systemId, code: codeField(length), ...properties, lastModifiedDateTime: lastModified },
  ...codeRules(table, defaults),
})

export const currencyDefaults = {
  amountDecimalPlaces: '2:2',
  amountRoundingPrecision: '0.01',
  invoiceRoundingPrecision: '0.01',
}

export const addressFormat = members.addressFormat[1]

export const codeSets: readonly EntitySetDefinition[] = [
  codeSet({
    name: 'currencies',
    entityType: 'currency',
    table: names.currency,
    properties: {
      displayName: text(30),
      symbol: text(10),
      amountDecimalPlaces: text(5),
      amountRoundingPrecision: decimal({ column: 'invoiceRoundingPrecision' }),
    },
    defaults: currencyDefaults,
  }),
  codeSet({
    name: 'paymentTerms',
    entityType: 'paymentTerm',
    table: names.paymentTerms,
    properties: {
      displayName: text(100),
      dueDateCalculation: formula('dueDateCalculation'),
      discountDateCalculation: formula('discountDateCalculation'),
      discountPercent: percent('discountPercent', 'Discount %'),
      calculateDiscountOnCreditMemos: bool(),
    },
  }),
  codeSet({
    name: 'paymentMethods',
    entityType: 'paymentMethod',
    table: names.paymentMethod,
    properties: { displayName: text(100) },
  }),
  codeSet({
    name: 'shipmentMethods',
    entityType: 'shipmentMethod',
    table: names.shipmentMethod,
    properties: { displayName: text(100) },
  }),
  codeSet({
    name: 'countriesRegions',
    entityType: 'countryRegion',
    table: names.country,
    properties: { displayName: text(50), addressFormat: choice('countryRegionAddressFormat', members.addressFormat) },
    defaults: { addressFormat },
  }),
  codeSet({
    name: 'salespeoplePurchasers',
    entityType: 'salespersonPurchaser',
    table: names.salesperson,
    length: 20,
    properties: {
      displayName: text(50),
      email,
      email2: text(80),
      phoneNo: text(30),
      jobTitle: text(30),
      commisionPercent: percent('commisionPercent', 'Commission %'),
      privacyBlocked: bool(),
      blocked: bool(),
    },
  }),
  codeSet({
    name: 'locations',
    entityType: 'location',
    table: names.location,
    properties: {
      displayName: text(100),
      contact: text(100),
      addressLine1: text(100),
      addressLine2: text(50),
      city: text(30),
      state: text(30),
      country: codeField(10),
      postalCode: codeField(20),
      phoneNumber: text(30),
      email,
      website: text(80),
    },
  }),
  codeSet({
    name: 'unitsOfMeasure',
    entityType: 'unitOfMeasure',
    table: names.unit,
    properties: { displayName: text(50), internationalStandardCode: codeField(10), symbol: text(10) },
  }),
  {
    name: 'currencyExchangeRates',
    entityType: 'currencyExchangeRate',
    table: names.exchangeRate,
    properties: {
      id: systemId,
      currencyCode: codeField(10),
      startingDate: date(),
      exchangeRateAmount: decimal(),
      relationalCurrencyCode: codeField(10),
      relationalExchangeRateAmount: decimal(),
      lastModifiedDateTime: lastModified,
    },
  },
]
