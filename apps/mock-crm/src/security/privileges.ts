/**
 * Roles as data: per table and right, how far it reaches. The real service keeps this in `roleprivileges`; here a role's
 * privileges are fixed by its name, which is all that the emulator needs (reference/dataverse-protocol.md, section 15).
 */

export type Right = 'create' | 'read' | 'write' | 'delete' | 'append' | 'appendTo' | 'assign'

/** No row, the user's own rows, his and those of his teams, every row of the organization. */
export type Depth = 'none' | 'own' | 'team' | 'all'

export interface RoleDefinition {
  readonly name: string
  /** Table to rights; `*` stands for every table that is not named. */
  readonly tables: Readonly<Record<string, Partial<Record<Right | '*', Depth>>>>
  readonly actOnBehalf?: boolean
  /** May change definitions: option values, columns. */
  readonly customize?: boolean
}

const everything = { '*': 'all' } as const
const readAll = { read: 'all', appendTo: 'all' } as const
const ownChallenge = {
  create: 'own',
  read: 'own',
  append: 'own',
  appendTo: 'own',
  write: 'own',
  delete: 'own',
} as const

/** What every person may read, or no form would open. */
const common = {
  organization: readAll,
  businessunit: readAll,
  role: readAll,
  systemuserroles: readAll,
  systemuser: readAll,
  team: readAll,
  teammembership: readAll,
  transactioncurrency: readAll,
  webresource: readAll,
  stringmap: readAll,
} as const

/** What sells: read by everyone who sells, kept by others. */
const catalogue = {
  product: readAll,
  uomschedule: readAll,
  uom: readAll,
  pricelevel: readAll,
  productpricelevel: readAll,
  discounttype: readAll,
  discount: readAll,
} as const

const keptCatalogue = {
  product: everything,
  uomschedule: everything,
  uom: everything,
  pricelevel: everything,
  productpricelevel: everything,
  discounttype: everything,
  discount: everything,
} as const

/** Opportunities, documents and the activities that close them, to one depth. */
const sales = (rights: Partial<Record<Right | '*', Depth>>) => ({
  opportunity: rights,
  quote: rights,
  salesorder: rights,
  invoice: rights,
  opportunityclose: rights,
  quoteclose: rights,
  orderclose: rights,
})

const upTo = (depth: Depth) => ({ create: depth, read: depth, write: depth, append: depth, appendTo: depth }) as const

export const roleDefinitions: readonly RoleDefinition[] = [
  { name: 'System Administrator', tables: { '*': everything }, actOnBehalf: true, customize: true },
  { name: 'Koble Integration', tables: { '*': everything }, actOnBehalf: true, customize: true },
  {
    name: 'Salesperson',
    tables: {
      ...common,
      ...catalogue,
      ...sales(everything),
      account: everything,
      contact: everything,
      customeraddress: everything,
      annotation: everything,
      task: everything,
      post: everything,
      koble_company: readAll,
      koble_accountstatistics: readAll,
      koble_challenge: ownChallenge,
    },
  },
  {
    name: 'Sales Trainee',
    tables: {
      ...common,
      ...catalogue,
      ...sales(upTo('own')),
      account: upTo('own'),
      contact: upTo('own'),
      koble_challenge: ownChallenge,
    },
  },
  {
    name: 'Sales Team Member',
    tables: {
      ...common,
      ...catalogue,
      ...sales(upTo('team')),
      opportunity: { ...upTo('team'), read: 'all' },
      account: upTo('team'),
      contact: upTo('team'),
      koble_challenge: ownChallenge,
    },
  },
  {
    name: 'Back Office',
    tables: { ...common, ...keptCatalogue, koble_company: readAll, koble_challenge: ownChallenge },
  },
]

const order: readonly Depth[] = ['none', 'own', 'team', 'all']

export const wider = (a: Depth, b: Depth): Depth => (order.indexOf(a) >= order.indexOf(b) ? a : b)
export const narrower = (a: Depth, b: Depth): Depth => (order.indexOf(a) <= order.indexOf(b) ? a : b)

export function depthOf(role: RoleDefinition, table: string, right: Right): Depth {
  const rights = role.tables[table] ?? role.tables['*'] ?? {}
  return rights[right] ?? rights['*'] ?? 'none'
}
