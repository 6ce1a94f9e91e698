/** Location of a header: only new lines take it over; its dimensions count at once (erp-business-logic, sections 2.4 and 7.1). */
import { names } from '../../tables/names.ts'
import { takeDimensions } from './dimensions.ts'
import { related, type HeaderTrigger } from './header-trigger.ts'

export const setLocation: HeaderTrigger = (header, value, context) => {
  related('locationCode', 'Location Code', names.location)(header, value, context)
  takeDimensions(header, context)
}
