/** Business Central's code tables as Koble's pages serve them (docs/koble-api-pages.md, "Code tables"). */
import { boolean, code, decimal, entity, nullable, readOnly, text } from '@koble/core'

/** The local currency is no row. */
export const currencies = entity(
  'erp',
  'currencies',
  { label: 'currency', nameField: 'code' },
  {
    code: code(10),
    displayName: nullable(text(30)),
    symbol: nullable(text(10)),
    amountDecimalPlaces: nullable(text(5)),
    amountRoundingPrecision: decimal(),
    /** Local currency for one unit at the work date; 0 without a rate. */
    currentExchangeRate: readOnly(decimal()),
  },
)

export const paymentTerms = entity(
  'erp',
  'paymentTerms',
  { label: 'payment terms', nameField: 'code' },
  {
    code: code(10),
    displayName: nullable(text(100)),
    /** A date formula, such as `30D`. */
    dueDateCalculation: nullable(text(32)),
    discountDateCalculation: nullable(text(32)),
    discountPercent: decimal(),
    calculateDiscountOnCreditMemos: boolean(),
  },
)

export const shipmentMethods = entity(
  'erp',
  'shipmentMethods',
  { label: 'shipment method', nameField: 'code' },
  { code: code(10), displayName: nullable(text(100)) },
)

export const countriesRegions = entity(
  'erp',
  'countriesRegions',
  { label: 'country', nameField: 'displayName' },
  { code: code(10), displayName: nullable(text(50)) },
)

export const salespeople = entity(
  'erp',
  'salespeople',
  { label: 'salesperson', nameField: 'displayName' },
  {
    code: code(20),
    displayName: nullable(text(50)),
    email: nullable(text(80)),
    email2: nullable(text(80)),
    phoneNumber: nullable(text(30)),
    jobTitle: nullable(text(30)),
    blocked: boolean(),
    privacyBlocked: boolean(),
  },
)
