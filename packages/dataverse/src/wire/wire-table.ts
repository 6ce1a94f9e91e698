/**
 * Where each entity lives on the wire: its set, and for its lookups the tables they may point to with the navigation properties
 * that write them, whose names are case-sensitive (reference/dataverse-protocol.md, section 4).
 */
import type { Entity } from '@koble/core'

export interface LookupTarget {
  /** The table's logical name, as annotations say it. */
  readonly table: string
  readonly set: string
  readonly navigation: string
}

export interface WireTable {
  readonly set: string
  /** By field: the target that Koble maps. A lookup that points to another table reads as blank. */
  readonly lookups: Readonly<Record<string, LookupTarget>>
  /** Columns that the service takes on update only (states) or on creation only. */
  readonly onlyOnUpdate: readonly string[]
  readonly onlyOnCreate: readonly string[]
}

const to = (table: string, set: string, navigation: string): LookupTarget => ({ table, set, navigation })
const currency = to('transactioncurrency', 'transactioncurrencies', 'transactioncurrencyid')
const owner = to('systemuser', 'systemusers', 'ownerid')
const company = to('koble_company', 'koble_companies', 'koble_Company')

const states = ['statecode', 'statuscode']
const plain = (set: string): WireTable => ({ set, lookups: {}, onlyOnUpdate: [], onlyOnCreate: [] })

const tables: Readonly<Record<string, WireTable>> = {
  account: {
    set: 'accounts',
    lookups: {
      transactioncurrencyid: currency,
      primarycontactid: to('contact', 'contacts', 'primarycontactid'),
      ownerid: owner,
      koble_company: company,
      koble_accountstatistics: to('koble_accountstatistics', 'koble_accountstatisticses', 'koble_AccountStatistics'),
    },
    onlyOnUpdate: states,
    onlyOnCreate: [],
  },
  contact: {
    set: 'contacts',
    lookups: {
      transactioncurrencyid: currency,
      parentcustomerid: to('account', 'accounts', 'parentcustomerid_account'),
      ownerid: owner,
      koble_company: company,
    },
    onlyOnUpdate: states,
    onlyOnCreate: [],
  },
  systemuser: plain('systemusers'),
  transactioncurrency: {
    ...plain('transactioncurrencies'),
    onlyOnUpdate: ['statecode'],
    onlyOnCreate: ['isocurrencycode'],
  },
  koble_company: plain('koble_companies'),
  koble_accountstatistics: { ...plain('koble_accountstatisticses'), lookups: { koble_company: company } },
  koble_challenge: plain('koble_challenges'),
}

export function wireTable(entity: Entity): WireTable {
  const table = tables[entity.name]
  if (table === undefined) throw new TypeError(`Dataverse has no entity "${entity.name}"`)
  return table
}

/** Lookups are read under another name than they are written by. */
export const readName = (entity: Entity, field: string): string =>
  wireTable(entity).lookups[field] === undefined ? field : `_${field}_value`
