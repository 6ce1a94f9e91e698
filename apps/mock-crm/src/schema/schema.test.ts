/** The tables as data: names as the service has them, and no definition that contradicts another (reference/dataverse-protocol.md, sections 4 and 13). */
import { describe, expect, it } from 'vitest'
import { associations } from './associations.ts'
import type { Column } from './column.ts'
import { isLookup, tableOf, tables } from './tables.ts'

const all = [...tables.values()]
const columnsOf = all.flatMap((schema) =>
  Object.entries(schema.columns).map(([name, column]) => ({ schema, name, column, path: `${schema.name}.${name}` })),
)

describe('names', () => {
  it.each([
    ['account', 'accounts', 'accountid', 'name', 1],
    ['contact', 'contacts', 'contactid', 'fullname', 2],
    ['opportunity', 'opportunities', 'opportunityid', 'name', 3],
    ['product', 'products', 'productid', 'name', 1024],
    ['uom', 'uoms', 'uomid', 'name', 1055],
    ['uomschedule', 'uomschedules', 'uomscheduleid', 'name', 1056],
    ['pricelevel', 'pricelevels', 'pricelevelid', 'name', 1022],
    ['productpricelevel', 'productpricelevels', 'productpricelevelid', 'productnumber', 1026],
    ['discounttype', 'discounttypes', 'discounttypeid', 'name', 1080],
    ['quote', 'quotes', 'quoteid', 'name', 1084],
    ['quotedetail', 'quotedetails', 'quotedetailid', 'productdescription', 1085],
    ['salesorder', 'salesorders', 'salesorderid', 'name', 1088],
    ['salesorderdetail', 'salesorderdetails', 'salesorderdetailid', 'productdescription', 1089],
    ['invoice', 'invoices', 'invoiceid', 'name', 1090],
    ['invoicedetail', 'invoicedetails', 'invoicedetailid', 'productdescription', 1091],
    ['quoteclose', 'quotecloses', 'activityid', 'subject', 4211],
    ['orderclose', 'ordercloses', 'activityid', 'subject', 4209],
    ['opportunityclose', 'opportunitycloses', 'activityid', 'subject', 4208],
    ['customeraddress', 'customeraddresses', 'customeraddressid', 'name', 1071],
  ] as const)('%s is %s, keyed by %s, named by %s, number %i', (name, set, key, label, code) => {
    const schema = tableOf(name)
    expect([schema.setName, schema.primaryId, schema.primaryName, schema.objectTypeCode]).toEqual([
      set,
      key,
      label,
      code,
    ])
  })

  it.each(['name', 'setName', 'objectTypeCode'] as const)('%s is given once', (property) => {
    const values = all.map((schema) => schema[property])
    expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([])
  })

  it('a navigation name leads to one place', () => {
    for (const schema of all) {
      const singles = Object.entries(schema.columns).flatMap(([name, column]) => [
        ...new Set((column.targets ?? []).map((target) => target.navigation || name)),
      ])
      const names = [...singles, ...schema.collections.map((collection) => collection.name)]
      expect(
        names.filter((name, index) => names.indexOf(name) !== index),
        schema.name,
      ).toEqual([])
    }
  })
})

describe('relationships', () => {
  it('every lookup names tables that exist', () => {
    for (const { column, path } of columnsOf) {
      for (const target of column.targets ?? []) expect(tables.has(target.table), path).toBe(true)
    }
  })

  it('every collection is a lookup seen from the other side', () => {
    for (const schema of all) {
      for (const { name, table, column } of schema.collections) {
        const targets = tableOf(table).columns[column]?.targets?.map((target) => target.table)
        expect(targets, `${schema.name}.${name}`).toContain(schema.name)
      }
    }
  })

  it('lines name their header, go with it, and never choose their owner or currency', () => {
    const lines = all.filter((schema) => schema.header !== undefined)
    expect(lines.map((schema) => schema.name)).toEqual([
      'opportunityproduct',
      'quotedetail',
      'salesorderdetail',
      'invoicedetail',
    ])
    for (const { columns, header } of lines) {
      expect(columns[header?.column ?? '']).toMatchObject({ required: true, onDelete: 'Cascade' })
      expect([columns['ownerid']?.access, columns['transactioncurrencyid']?.access]).toEqual(['read', 'read'])
    }
  })

  it('an association meets in a table that has both ends', () => {
    for (const { intersect, ends } of associations) {
      for (const { table, column } of ends) {
        expect(tableOf(intersect).columns[column]?.targets).toMatchObject([{ table }])
      }
      expect(tableOf(intersect).intersect).toBe(true)
    }
  })
})

describe('columns', () => {
  it('every amount has its twin in the base currency, a currency and a rate', () => {
    for (const { schema, name, column, path } of columnsOf) {
      if (column.type !== 'Money' || name.endsWith('_base')) continue
      expect(schema.columns[`${name}_base`], path).toMatchObject({ type: 'Money', access: 'read' })
      expect(schema.columns['transactioncurrencyid'], path).toBeDefined()
      expect(schema.columns['exchangerate'], path).toMatchObject({ access: 'read' })
    }
  })

  it('every state has a status, and every status a state', () => {
    const values = (column: Column | undefined) => column?.options?.map((option) => option.value) ?? []
    for (const schema of all) {
      const { statecode, statuscode } = schema.columns
      const ofStatuses = new Set(statuscode?.options?.map((option) => option.state))
      // A system job's Ready and Suspended have no status here: none is ever in them.
      const states = values(statecode).filter((state) => schema.name !== 'asyncoperation' || ofStatuses.has(state))
      expect(ofStatuses, schema.name).toEqual(new Set(states))
      expect(new Set(values(statuscode)).size, schema.name).toBe(values(statuscode).length)
    }
  })

  it.each([
    [
      'quote',
      [
        ['Draft', 1],
        ['Active', 2],
        ['Won', 4],
        ['Closed', 5],
      ],
    ],
    [
      'salesorder',
      [
        ['Active', 1],
        ['Submitted', 3],
        ['Canceled', 4],
        ['Fulfilled', 100_001],
        ['Invoiced', 100_003],
      ],
    ],
    [
      'invoice',
      [
        ['Active', 1],
        ['Closed (deprecated)', 3],
        ['Paid', 100_001],
        ['Canceled', 100_003],
      ],
    ],
    [
      'opportunity',
      [
        ['Open', 1],
        ['Won', 3],
        ['Lost', 4],
      ],
    ],
    [
      'product',
      [
        ['Active', 1],
        ['Retired', 2],
        ['Draft', 0],
        ['Under Revision', 3],
      ],
    ],
    [
      'pricelevel',
      [
        ['Active', 100_001],
        ['Inactive', 100_002],
      ],
    ],
  ])('%s has its states with their default status', (name, expected) => {
    const { statecode, statuscode } = tableOf(name).columns
    const defaults = statecode?.options?.map((state) => [
      state.label,
      statuscode?.options?.find((status) => status.state === state.value)?.value,
    ])
    expect(defaults).toEqual(expected)
  })

  it('what is required may be given', () => {
    for (const { column, path } of columnsOf) {
      if (column.required) expect(['all', 'create'], path).toContain(column.access)
      if (column.onDelete) expect(isLookup(column), path).toBe(true)
    }
  })
})
