/**
 * Where stock is looked for. Filters are exact, as in the ERP: a blank location is only what lies at no location, no location at all is
 * everything; variants alike (erp-business-logic, section 5.1).
 */
import type { Row } from '@koble/odata-server'

export interface Place {
  readonly locationCode?: string | undefined
  readonly variantCode?: string | undefined
}

/** `locationColumn`: which of the row's columns names the place (transfers have two). */
export const isAt = (row: Row, place: Place, locationColumn = 'locationCode'): boolean =>
  (place.locationCode === undefined || row[locationColumn] === place.locationCode) &&
  (place.variantCode === undefined || row['variantCode'] === place.variantCode)
