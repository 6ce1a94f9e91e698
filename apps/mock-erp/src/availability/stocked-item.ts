/** Only items of type Inventory have stock: services and non-inventory items are posted, but never counted (erp-business-logic, section 5.1). */
import type { Reader } from '@koble/odata-server'
import { names } from '../tables/names.ts'

export const isStocked = (data: Reader, itemId: string): boolean =>
  data.get(names.item, itemId)?.['type'] === 'Inventory'
