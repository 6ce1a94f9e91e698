/** The change feed of Koble's pages: `feedState` and `deletedRecords` (docs/koble-api-pages.md). */
import type { Database, EntitySetDefinition, ReadContext, Row } from '@koble/odata-server'
import { computedRow } from '../sets/computed-row.ts'
import { guid, instant, readOnly, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { tableOf, wasInPart, type TablePart } from '../tables/table-part.ts'
import { deletionMarks } from './deletion-marks.ts'
import { versionMarks } from './version-marks.ts'

const documents = (documentType: string): TablePart => ({ table: names.salesHeader, documentTypes: [documentType] })
const lines = (documentType: string): TablePart => ({ table: names.salesLine, documentTypes: [documentType] })

/** Set of Koble's pages, and the table behind it, or the part of one. */
export const feedTables: Readonly<Record<string, TablePart>> = {
  customers: names.customer,
  vendors: names.vendor,
  contacts: names.contact,
  currencies: names.currency,
  paymentTerms: names.paymentTerms,
  shipmentMethods: names.shipmentMethod,
  shippingAgents: names.shippingAgent,
  countriesRegions: names.country,
  salespeople: names.salesperson,
  unitsOfMeasure: names.unit,
  items: names.item,
  itemUnits: names.itemUnit,
  resources: names.resource,
  resourceUnits: names.resourceUnit,
  unitGroups: names.unitGroup,
  opportunities: names.opportunity,
  notes: names.note,
  salesSetup: names.salesSetup,
  customerPriceGroups: names.customerPriceGroup,
  priceLists: names.priceList,
  priceListLines: names.priceListLine,
  salesQuotes: documents('Quote'),
  salesOrders: documents('Order'),
  salesQuoteLines: lines('Quote'),
  salesOrderLines: lines('Order'),
  postedSalesShipments: names.salesShipment,
  postedSalesInvoices: documents('Posted_x0020_Invoice'),
  postedSalesCreditMemos: documents('Posted_x0020_Credit_x0020_Memo'),
  customerLedgerEntries: names.ledgerEntry,
  itemLedgerEntries: names.itemLedgerEntry,
}

/** Sets by the table behind them: several where they share one. */
const setsOf = Map.groupBy(Object.entries(feedTables), ([, part]) => tableOf(part))
const int64 = { type: 'Int64', readOnly: true } as const

export function feedState(database: Pick<Database, 'lowestUncommitted' | 'epoch'>): EntitySetDefinition {
  const lastDeletion = deletionMarks(database, Object.values(feedTables))
  const highestVersion = versionMarks(database)
  return {
    name: 'feedState',
    entityType: 'feedState',
    rows: (context) => Object.entries(feedTables).map(([set, part]) => stateOf(set, part, context)),
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

  function stateOf(tableName: string, part: TablePart, context: ReadContext): Row {
    const deletion = lastDeletion(context.data, part)
    return computedRow(tableName, {
      tableName,
      highestRowVersion: Math.max(highestVersion(context.data, part), deletion.version),
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
  for (const stone of context.data.deleted({ sinceEntry: 0 })) {
    const { table, entry, id, at, version } = stone
    const tableName = setsOf.get(table)?.find(([, part]) => wasInPart(part, stone))?.[0]
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
