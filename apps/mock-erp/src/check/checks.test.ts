/** Every check finds nothing in a company where everything was posted, and names a row that is changed behind the rules' back. */
import type { Row, Transaction } from '@koble/odata-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reserveAutomatically } from '../availability/reservations.ts'
import { postJournal } from '../ledger/post-journal.ts'
import { postPayment } from '../ledger/post-payment.ts'
import { adjustInventory } from '../posting/adjust-inventory.ts'
import { openExampleCompany, sells, today, type ExampleCompany } from '../posting/fixtures/company.ts'
import { postPurchase } from '../posting/post-purchase.ts'
import { postSales } from '../posting/post-sales.ts'
import { postTransfer } from '../posting/post-transfer.ts'
import { documentLines } from '../sales/document-context.ts'
import { companyId } from '../seeds/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { createTransferOrder } from '../transfers/create-transfer-order.ts'
import { systemUser } from '../users.ts'
import { big, canonical } from '../values/decimal.ts'
import { checkLedgers, checks } from './check-ledgers.ts'

let company: ExampleCompany

/** One of everything: stock, a purchase in part, a transfer in transit, an order in part with a reservation, a payment, a bank line, dimensions. */
beforeAll(async () => {
  company = await openExampleCompany((data) => {
    insertRow(data, names.dimensionSetEntry, { dimensionSetId: 1, dimensionCode: 'AREA', dimensionValueCode: 'NORTH' })
    insertRow(data, names.dimensionSetEntry, { dimensionSetId: 2, dimensionCode: 'AREA', dimensionValueCode: 'SOUTH' })
  })
  const item = company.record(names.item, '1000')
  company.write((context) =>
    adjustInventory(item, { quantity: '40', locationCode: 'MAIN', variantCode: '', postingDate: today }, context),
  )
  const purchase = company.purchase([['1010', '10', '140']])
  company.write((context) => {
    for (const line of context.data.find(names.purchaseLine, { documentId: purchase.id })) {
      context.data.update(names.purchaseLine, line.id, { quantityToReceive: '6', quantityToInvoice: '4' })
    }
    postPurchase(purchase, { receive: true, invoice: true }, context)
  })
  company.write((context) => {
    const lines = [{ itemId: item.id, quantity: '5' }]
    const order = createTransferOrder(
      { transferFromCode: 'MAIN', transferToCode: 'EAST', inTransitCode: 'TRANSIT', lines },
      context,
    )
    postTransfer(order, { ship: true, receive: false }, context)
  })
  const order = company.document(
    'Order',
    { customerId: company.record(names.customer, '10000').id, locationCode: 'MAIN' },
    [sells('Item', item, '10'), sells('Resource', company.record(names.resource, 'R0010'), '2')],
  )
  company.write((context) => {
    const [line] = documentLines(context.data, order.id)
    if (line === undefined) return
    reserveAutomatically(context.data, line)
    context.data.update(names.salesLine, line.id, { quantityToShip: '4', quantityToInvoice: '3' })
    postSales(order, { ship: true, invoice: true }, context)
  })
  company.write(({ data }) => {
    const [appliesTo] = data.scan(names.ledgerEntry)
    const payment = {
      documentNumber: 'P1',
      postingDate: today,
      amount: '-100',
      currencyCode: '',
      description: 'Payment',
    }
    if (appliesTo === undefined) return
    postPayment(data, {
      ...payment,
      customer: company.record(names.customer, '10000'),
      balancingAccount: { bank: 'GIRO' },
      appliesTo,
    })
  })
  company.write(({ data }) => {
    const journal = [...data.scan(names.journal)].find((row) => row['templateName'] === 'GENERAL')
    const line = {
      documentNumber: 'GJ1',
      postingDate: today,
      accountNumber: '3000',
      balancingAccountNumber: '5300',
      amount: '12',
    }
    insertRow(data, names.journalLine, { ...line, journalId: journal?.id ?? '', lineNumber: 1 })
    if (journal !== undefined) postJournal(data, journal)
  })
})

afterAll(() => company.close())

const found = (data: Transaction): string[] => Object.values(checks).flatMap((check) => [...check(data, today).faults])

class Undo extends Error {}

/** What the checks say after `spoil`, which is taken back. */
function faultsAfter(spoil: (data: Transaction) => void): string[] {
  let faults: string[] = []
  try {
    company.database.transact(systemUser, companyId, (data) => {
      spoil(data)
      faults = found(data)
      throw new Undo()
    })
  } catch (error) {
    if (!(error instanceof Undo)) throw error
  }
  return faults
}

test('nothing is found in a company where everything was posted', () => {
  const { lines, failed } = checkLedgers(company.database)
  expect([lines.filter((line) => line.startsWith('  ')), failed]).toEqual([[], 0])
  // Each check looked at something.
  expect(lines.filter((line) => line.includes(': 0 '))).toEqual([])
})

/** One more, in the column's own type. */
const more = (row: Row, column: string): string | number => {
  const value = row[column]
  return typeof value === 'number' ? value + 1 : canonical(big(String(value)).plus('1'))
}

/** Changes one column of the first row that fits. */
const change =
  (table: string, column: string, fits: Readonly<Record<string, unknown>> = {}, to?: string | number | boolean) =>
  (data: Transaction): void => {
    for (const row of data.scan(table)) {
      if (Object.entries(fits).some(([name, value]) => row[name] !== value)) continue
      data.update(table, row.id, { [column]: to ?? more(row, column) })
      return
    }
    throw new Error(`There is no such ${table}.`)
  }

const order = { documentType: 'Order' } as const
const posted = { documentType: 'Posted_x0020_Invoice' } as const

test.each([
  ['a general ledger amount', change(names.generalEntry, 'amount'), /^Transaction \d+ is off by 1\.$/],
  [
    'the document of a general ledger entry',
    change(names.generalEntry, 'documentNumber', {}, 'X'),
    /^Document X of 2026-03-10 is off by/,
  ],
  [
    'an entry’s rest',
    change(names.ledgerEntry, 'remainingAmount'),
    /^Customer entry 1: remainingAmount is 377, not 376\.$/,
  ],
  [
    'an entry’s open flag',
    change(names.ledgerEntry, 'open', {}, false),
    /^Customer entry 1: open is false with 376 left\.$/,
  ],
  ['a vendor’s entry', change(names.vendorLedgerEntry, 'amountLcy'), /^Vendor entry 1: amountLcy is/],
  [
    'an application',
    change(names.detailedEntry, 'amount', { entryType: 'Application' }),
    /customer applications are off by 1\./,
  ],
  ['a detailed amount', change(names.detailedEntry, 'amountLcy'), /^Account 1200 holds 376, its customers owe 377\.$/],
  [
    'a vendor’s detailed amount',
    change(names.detailedVendorEntry, 'amountLcy'),
    /^Account 2100 holds -?[\d.]+, its vendors are owed/,
  ],
  [
    'a VAT amount',
    change(names.vatEntry, 'amount', { type: 'Sale' }),
    /^Account 2200 holds -76, the VAT entries come to -75\.$/,
  ],
  [
    'a VAT base',
    change(names.vatEntry, 'base', { type: 'Sale' }),
    /^Document PSI103001: sales are 400, the VAT bases 399\.$/,
  ],
  [
    'a bank entry',
    change(names.bankLedgerEntry, 'amountLcy'),
    /^Bank account GIRO: the general ledger has 100, its own entries 101\.$/,
  ],
  [
    'a posted line',
    change(names.salesLine, 'amountIncludingTax', posted),
    /^Document PSI103001 comes to 477, its entry to 476\.$/,
  ],
  ['the VAT of a posted line', change(names.salesLine, 'amount', posted), /^Document PSI103001: VAT VAT19 is off by/],
  ['a posted purchase', change(names.purchaseLine, 'amountIncludingTax', posted), /^Document PPI108001 comes to -/],
  [
    'what is outstanding',
    change(names.salesLine, 'outstandingQuantity', order),
    /^Order SO101001, line 10000: 7 outstanding, not 6\.$/,
  ],
  ['what is to be shipped', change(names.salesLine, 'quantityToShip', order), /more to deliver than 6\.$/],
  ['what is to be invoiced', change(names.salesLine, 'quantityToInvoice', order, '99'), /more to invoice than 7\.$/],
  ['what is invoiced', change(names.salesLine, 'invoicedQuantity', order, '5'), /more is invoiced than delivered\.$/],
  ['a base quantity', change(names.salesLine, 'quantityBase', order), /quantity is 11 base units, not 10\.$/],
  [
    'an outstanding amount',
    change(names.salesLine, 'outstandingAmount', order),
    /the outstanding amount is not 714\.$/,
  ],
  ['an order that should be gone', finish, /^Order SO101001 is completely invoiced and still there\.$/],
  [
    'a purchase line',
    change(names.purchaseLine, 'receivedQuantityBase', order),
    /^Order PO106001, line 10000: receivedQuantity is/,
  ],
  [
    'a transfer line',
    change(names.transferLine, 'inTransitQuantityBase'),
    /^Transfer line 10000 of TO1001: in transit is not 5\.$/,
  ],
  [
    'a remaining quantity',
    change(names.itemLedgerEntry, 'remainingQuantity'),
    /^Item ledger entry 1: the remaining quantity is 32, not 31\.$/,
  ],
  [
    'an application of stock',
    change(names.itemApplication, 'quantity'),
    /^Item ledger entry 1: the remaining quantity is 31, not 30\.$/,
  ],
  ['an invoiced quantity', change(names.itemLedgerEntry, 'invoicedQuantity'), /the invoiced quantity is 41, not 40\.$/],
  [
    'an open flag of stock',
    change(names.itemLedgerEntry, 'open', {}, false),
    /^Item ledger entry 1: open is false, not true\.$/,
  ],
  [
    'a cost',
    change(names.valueEntry, 'costAmountActual', { itemLedgerEntryType: 'Sale' }),
    /costs -?[\d.]+, not -240\.$/,
  ],
  [
    'an inventory value',
    change(names.valueEntry, 'costAmountActual'),
    /^Account 1300 holds [\d.]+, the value entries come to/,
  ],
  [
    'a cost that was not posted',
    change(names.valueEntry, 'costPostedToGl', {}, '0'),
    /^Value entry 1: 0 of 2400 is posted/,
  ],
  ['a reservation', change(names.reservation, 'quantityBase', { positive: true }), /^Reservation 1 is off by 1\.$/],
  ['more reserved than there is', overReserve, /99 are reserved of 31 in Item Ledger Entry\.$/],
  ['an archived version', change(names.salesHeaderArchive, 'versionNumber'), /has the versions 2\.$/],
  [
    'an archived line',
    change(names.salesLineArchive, 'documentId', {}, 'gone'),
    /^An archived line of SO101001 has no header\.$/,
  ],
  ['a dimension set', change(names.generalEntry, 'dimensionSetId', {}, 77), /dimension set 77 does not exist\.$/],
  [
    'a doubled dimension set',
    change(names.dimensionSetEntry, 'dimensionValueCode', {}, 'SOUTH'),
    /^Dimension sets 1 and 2 are both AREA=SOUTH\.$/,
  ],
])('%s that is changed is found', (_name, spoil, fault) => {
  expect(faultsAfter(spoil)).toContainEqual(expect.stringMatching(fault))
})

function finish(data: Transaction): void {
  for (const line of [...data.scan(names.salesLine)].filter((row) => row['documentType'] === 'Order')) {
    data.update(names.salesLine, line.id, { invoicedQuantity: String(line['quantity']) })
  }
}

function overReserve(data: Transaction): void {
  for (const row of findAll(data, names.reservation, {})) {
    data.update(names.reservation, row.id, { quantityBase: row['positive'] === true ? '99' : '-99' })
  }
}
