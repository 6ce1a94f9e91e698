/** Quantities in a record's units and in its base unit (erp-business-logic, section 5.3). */
import { big, canonical, roundTo, type Decimal } from './decimal.ts'

const PRECISION = '0.00001'

export const baseQuantity = (quantity: Decimal, quantityPerUnit: Decimal): Decimal =>
  canonical(roundTo(big(quantity).times(quantityPerUnit), PRECISION))

export const unitQuantity = (quantityBase: Decimal, quantityPerUnit: Decimal): Decimal =>
  canonical(roundTo(big(quantityBase).div(quantityPerUnit), PRECISION))
