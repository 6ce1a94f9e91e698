/** The change feed of Koble's pages: `feedState` and `deletedRecords` (docs/koble-api-pages.md). */
import type { Database, EntitySetDefinition, ReadContext, Row } from '@koble/odata-server'
import { computedRow } from '../sets/computed-row.ts'
import { guid, instant, readOnly, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { deletionMarks } from './deletion-marks.ts'

/** Set of Koble's pages, and the table behind it. */
export const feedTables: Readonly<Record<string, string>> = {
  customers: names.customer,
  contacts: names.contact,
  currencies: names.currency,
  paymentTerms: names.paymentTerms,
  shipmentMethods: names.shipmentMethod,
  countriesRegions: names.country,
  salespeople: names.salesperson,
  customerLedgerEntries: names.ledgerEntry,
}

const setOf = new Map(Object.entries(feedTables).map(([set, table]) => [table, set]))
const int64 = { type: 'Int64', readOnly: true } as const

export function feedState(database: Pick<Database, 'lowestUncommitted' | 'epoch'>): EntitySetDefinition {
  const lastDeletion = deletionMarks(database)
  return {
    name: 'feedState',
    entityType: 'feedState',
    rows: (context) => Object.entries(feedTables).map(([set, table]) => stateOf(set, table, context)),
    key: ['tableName'],
    etags: false,
    properties: {
      tableName: readOnly(text(50)),
      highestRowVersion: int64,
      lowestUncommittedRowVersion: int64,
      lastDeletionEntryNumber: int64,
      serverTime: readOnly(instant()),
    },
  }

  function stateOf(tableName: string, table: string, context: ReadContext): Row {
    const deletion = lastDeletion(context.data, table)
    return computedRow(tableName, {
      tableName,
      highestRowVersion: Math.max(context.data.highestVersion(table), deletion.version),
      lowestUncommittedRowVersion: database.lowestUncommitted,
      lastDeletionEntryNumber: deletion.entry,
      serverTime: context.now,
    })
  }
}

export const deletedRecords: EntitySetDefinition = {
  name: 'deletedRecords',
  entityType: 'deletedRecord',
  rows: deletedRows,
  key: ['entryNumber'],
  etags: false,
  properties: {
    entryNumber: int64,
    tableName: readOnly(text(50)),
    recordId: readOnly(guid()),
    deletedAt: readOnly(instant()),
    systemRowVersion: int64,
  },
}

function* deletedRows(context: ReadContext): Iterable<Row> {
  for (const { table, entry, id, at, version } of context.data.deleted({ sinceEntry: 0 })) {
    const tableName = setOf.get(table)
    if (tableName === undefined) continue
    yield computedRow(String(entry), {
      entryNumber: entry,
      tableName,
      recordId: id,
      deletedAt: at,
      systemRowVersion: version,
    })
  }
}
