/** Values of `pricingerrorcode` that the engine sets (reference/dataverse-schema.json; reference/dataverse-protocol.md, section 14). */
export const pricingErrors = {
  none: 0,
  detailError: 1,
  missingPriceLevel: 2,
  inactivePriceLevel: 3,
  missingQuantity: 4,
  missingUnitPrice: 5,
  missingPricingCode: 8,
  invalidPricingCode: 9,
  productNotInPriceLevel: 11,
  missingPriceLevelAmount: 12,
  missingPriceLevelPercentage: 13,
  missingPrice: 14,
  missingCurrentCost: 15,
  missingStandardCost: 16,
  invalidPriceLevelPercentage: 18,
  invalidRoundingPolicy: 22,
  invalidRoundingOption: 23,
  invalidRoundingAmount: 24,
  invalidQuantity: 29,
  inactiveDiscountType: 33,
  invalidPriceLevelCurrency: 34,
  outOfRange: 35,
} as const

export type PricingError = (typeof pricingErrors)[keyof typeof pricingErrors]

/** A price, or why there is none. */
export type Outcome<T> = { readonly value: T } | { readonly error: PricingError }

export const isError = <T>(outcome: Outcome<T>): outcome is { readonly error: PricingError } => 'error' in outcome
