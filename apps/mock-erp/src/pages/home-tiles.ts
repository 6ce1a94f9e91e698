/** The tiles of the role centre: each counts a list, or the part of it that waits for somebody. */
import type { EntityDefinition } from './definitions/definition.ts'
import { accounts } from './definitions/finance.ts'
import { transferOrders } from './definitions/inventory.ts'
import { items, resources } from './definitions/items.ts'
import { contacts, customers, opportunities, vendors } from './definitions/parties.ts'
import { customerLedgerEntries, postedSalesInvoices } from './definitions/posted-sales.ts'
import { priceLists } from './definitions/price-lists.ts'
import { purchaseOrders } from './definitions/purchasing.ts'
import { salesOrders, salesQuotes } from './definitions/sales-documents.ts'

export interface TileDefinition {
  readonly label: string
  readonly set: string
  readonly filter: string
  readonly href: string
}

/** A whole list, or one of its views. */
function tile(entity: EntityDefinition, label = entity.many, view = ''): TileDefinition {
  const filter = entity.views?.find(({ key }) => key === view)?.filter ?? ''
  return { label, set: entity.set, filter, href: view === '' ? entity.path : `${entity.path}?view=${view}` }
}

export const tileGroups: readonly { readonly heading: string; readonly tiles: readonly TileDefinition[] }[] = [
  {
    heading: 'Sales',
    tiles: [
      tile(salesQuotes),
      tile(salesOrders, 'Orders, open', 'open'),
      tile(salesOrders, 'Orders, released', 'released'),
      tile(postedSalesInvoices, 'Posted invoices'),
      tile(customers),
      tile(contacts),
      tile(opportunities, 'Opportunities, not closed', 'open'),
      tile(priceLists, 'Price lists, active', 'active'),
    ],
  },
  { heading: 'Purchasing', tiles: [tile(purchaseOrders), tile(vendors)] },
  { heading: 'Inventory', tiles: [tile(items), tile(resources), tile(transferOrders)] },
  {
    heading: 'Finance',
    tiles: [tile(customerLedgerEntries, 'Customer entries, open', 'open'), tile(accounts, 'G/L accounts')],
  },
]
