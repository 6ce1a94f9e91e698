/** The sets of master data and setup of Koble's pages. */
import type { EntitySetDefinition } from '@koble/odata-server'
import { codeSets } from './code-sets.ts'
import { contacts } from './contacts.ts'
import { customers } from './customers.ts'
import { itemLedgerEntries } from './item-ledger-entries.ts'
import { items, itemUnits } from './items.ts'
import { notes } from './notes.ts'
import { opportunities } from './opportunities.ts'
import { resources, resourceUnits } from './resources.ts'
import { salesSetup } from './sales-setup.ts'
import { unitGroups } from './unit-groups.ts'
import { vendors } from './vendors.ts'

export const masterSets: readonly EntitySetDefinition[] = [
  customers,
  vendors,
  contacts,
  ...codeSets,
  items,
  itemUnits,
  resources,
  resourceUnits,
  unitGroups,
  opportunities,
  notes,
  salesSetup,
  itemLedgerEntries,
]
