/** What Koble's pages show of a customer's ledgers and documents (docs/koble-api-pages.md, customerStatistics and customerMonthlySales; erp-business-logic, section 4). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANY, openSalesWorld, type SalesWorld } from '../testing/sales-world.ts'
import type { Body } from '../testing/test-erp.ts'

let erp: SalesWorld
let path: string

const statistics = async (): Promise<Body> => erp.done(erp.koble('GET', `customerStatistics(${erp.customerId})`))

const order = (quantity: number): Promise<Body> =>
  erp.done(
    erp.koble('POST', 'salesOrders?$expand=lines', {
      customerId: erp.customerId,
      lines: [{ lineType: 'Item', lineObjectNumber: '1896-S', quantity, unitPrice: 100 }],
    }),
  )

beforeAll(async () => {
  erp = await openSalesWorld()
  await erp.done(erp.koble('PATCH', `customers(${erp.customerId})`, { creditLimit: 1000 }, ANY))
  const made = await order(10)
  path = `salesOrders(${String(made['id'])})`
  const [line] = made['lines'] as Body[]
  await erp.done(erp.koble('PATCH', `salesOrderLines(${String(line?.['id'])})`, { quantityToShip: 4 }, ANY))
})
afterAll(() => erp.close())

test('an order counts with VAT, first as outstanding, then as shipped, then in the balance', async () => {
  const of = async (): Promise<unknown[]> => {
    const row = await statistics()
    return [
      'outstandingOrdersAmount',
      'shippedNotInvoicedAmount',
      'balance',
      'totalAmount',
      'availableCreditAfterOrders',
    ].map((name) => row[name])
  }
  // 10 x 100.00 with 19 % are 1190.00; the limit is 1000.00.
  expect(await of()).toEqual([1190, 0, 0, 1190, -190])
  await erp.done(erp.kobleAction(path, 'ship'))
  expect(await of()).toEqual([714, 476, 0, 1190, -190])
  await erp.done(erp.kobleAction(path, 'invoice'))
  expect(await of()).toEqual([714, 0, 476, 1190, -190])
  expect(await statistics()).toMatchObject({
    openOrders: 1,
    outstandingInvoices: 1,
    unpostedInvoicesAmount: 0,
    salesThisFiscalYear: 400,
    fiscalYearStartDate: '2026-01-01',
    daysSinceLastSale: 0,
    overdueInvoices: 0,
    oldestOverdueDate: '0001-01-01',
    blocked: '_x0020_',
  })
})

test('an invoice that is not posted counts as unposted', async () => {
  await erp.done(
    erp.call('POST', 'salesInvoices', {
      customerId: erp.customerId,
      salesInvoiceLines: [{ lineType: 'Item', lineObjectNumber: '1896-S', quantity: 1, unitPrice: 100 }],
    }),
  )
  expect(await statistics()).toMatchObject({ unpostedInvoicesAmount: 119, totalAmount: 1309 })
})

test('sales are listed for thirteen months, for customers that are named', async () => {
  const { rows } = await erp.koble('GET', `customerMonthlySales?$filter=customerId eq ${erp.customerId}`)
  expect(rows).toHaveLength(13)
  expect(rows.at(0)).toMatchObject({ month: '2025-08-01', salesAmount: 0 })
  // 4 x 600.00 is what the goods cost.
  expect(rows.at(-1)).toMatchObject({ month: '2026-08-01', salesAmount: 400, profitAmount: -2000 })
  expect((await erp.koble('GET', 'customerMonthlySales')).error).toEqual([
    'Application_DialogException',
    'You must specify a customerId to get the sales.',
  ])
})
