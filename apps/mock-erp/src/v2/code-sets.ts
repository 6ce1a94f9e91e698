/** API v2.0 sets whose records are a code and little else (business-central-api.json). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { codeRules, type CodeRules } from '../rules/code-records.ts'
import { locationRules } from '../rules/locations.ts'
import { boundedDecimal } from '../sets/bounded-decimal.ts'
import { formula } from '../sets/formula-property.ts'
import { country, email } from '../sets/party-properties.ts'
import { bool, choice, codeField, date, decimal, lastModified, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'

export const percent = (column: string, caption: string): PropertyDefinition => boundedDecimal(column, caption, '100')

interface CodeSet {
  readonly name: string
  readonly entityType: string
  readonly table: string
  readonly length?: number
  readonly properties: Readonly<Record<string, PropertyDefinition>>
  readonly defaults?: Parameters<typeof codeRules>[1]
  readonly rules?: CodeRules
}

const codeSet = ({
  name,
  entityType,
  table,
  length = 10,
  properties,
  defaults,
  rules = codeRules(table, defaults),
}: CodeSet): EntitySetDefinition => ({
  name,
  entityType,
  table,
  properties: { id: systemId, code: codeField(length), ...properties, lastModifiedDateTime: lastModified },
  ...rules,
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
      country: country(names.location),
      postalCode: codeField(20),
      phoneNumber: text(30),
      email,
      website: text(80),
    },
    rules: locationRules,
  }),
  codeSet({
    name: 'itemCategories',
    entityType: 'itemCategory',
    table: names.itemCategory,
    length: 20,
    properties: { displayName: text(100) },
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
