/** Koble's pages of prices. */
import type { EntitySetDefinition } from '@koble/odata-server'
import { customerPriceGroups } from './customer-price-groups.ts'
import { priceListLines } from './price-list-lines.ts'
import { priceLists } from './price-lists.ts'
import { salesPrices } from './sales-prices.ts'

export const priceSets: readonly EntitySetDefinition[] = [customerPriceGroups, priceLists, priceListLines, salesPrices]
