/** Posting groups and the setups that lead from them to accounts (erp-business-logic, section 7.3). */
import type { Transaction } from '@koble/odata-server'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'

const AREAS = ['DOMESTIC', 'EU', 'EXPORT'] as const

/** Product groups with their VAT product group. */
const PRODUCTS = [
  ['GOODS', 'Goods', 'VAT19'],
  ['BOOKS', 'Books', 'VAT7'],
  ['SERVICES', 'Services', 'VAT19'],
  ['FREIGHT', 'Freight', 'VAT19'],
] as const

const SALES: Readonly<Record<(typeof AREAS)[number], readonly [goods: string, services: string, freight: string]>> = {
  DOMESTIC: ['4100', '4200', '4800'],
  EU: ['4110', '4210', '4210'],
  EXPORT: ['4120', '4210', '4210'],
}

const NORMAL = 'Normal_x0020_VAT'
const REVERSE = 'Reverse_x0020_Charge_x0020_VAT'

/** Business group, product group, calculation type, percent, identifier, account of sales VAT. */
const VAT = [
  ['DOMESTIC', 'VAT19', NORMAL, '19', 'VAT19', '2200'],
  ['DOMESTIC', 'VAT7', NORMAL, '7', 'VAT7', '2210'],
  ['DOMESTIC', 'NOVAT', NORMAL, '0', 'NOVAT', '2200'],
  ['EU', 'VAT19', REVERSE, '19', 'VAT19', '2200'],
  ['EU', 'VAT7', REVERSE, '7', 'VAT7', '2210'],
  ['EU', 'NOVAT', NORMAL, '0', 'NOVAT', '2200'],
  ...(['EXPORT', ''] as const).flatMap((area) =>
    (['VAT19', 'VAT7', 'NOVAT'] as const).map((product) => [area, product, NORMAL, '0', 'NOVAT', '2200'] as const),
  ),
] as const

export function insertPostingSetup(data: Transaction): void {
  insertGroups(data)
  insertGeneralSetup(data)
  for (const [
    vatBusPostingGroup,
    vatProdPostingGroup,
    calculationType,
    vatPercent,
    vatIdentifier,
    salesVatAccount,
  ] of VAT) {
    insertRow(data, names.vatPostingSetup, {
      vatBusPostingGroup,
      vatProdPostingGroup,
      calculationType,
      vatPercent,
      vatIdentifier,
      salesVatAccount,
      purchaseVatAccount: '2300',
      reverseChargeVatAccount: calculationType === REVERSE ? '2310' : '',
    })
  }
  insertInventorySetup(data, '')
}

/** The accounts of stock at a location, the blank one included. */
export function insertInventorySetup(data: Transaction, locationCode: string): void {
  insertRow(data, names.inventoryPostingSetup, {
    locationCode,
    inventoryPostingGroup: 'RESALE',
    inventoryAccount: '1300',
    inventoryInterimAccount: '1310',
  })
}

function insertGroups(data: Transaction): void {
  for (const [code, displayName] of [
    ['DOMESTIC', 'Domestic customers and vendors'],
    ['EU', 'Customers and vendors in the EU'],
    ['EXPORT', 'Customers and vendors beyond the EU'],
  ] as const) {
    insertRow(data, names.vatBusPostingGroup, { code, displayName })
    const defaults = { defaultVatBusPostingGroup: code, autoInsertDefault: true }
    insertRow(data, names.genBusPostingGroup, { code, displayName, ...defaults })
  }
  for (const [code, displayName] of [
    ['VAT19', 'Full rate, 19 %'],
    ['VAT7', 'Reduced rate, 7 %'],
    ['NOVAT', 'No VAT'],
  ] as const) {
    insertRow(data, names.vatProdPostingGroup, { code, displayName })
  }
  for (const [code, displayName, defaultVatProdPostingGroup] of PRODUCTS) {
    const defaults = { defaultVatProdPostingGroup, autoInsertDefault: true }
    insertRow(data, names.genProdPostingGroup, { code, displayName, ...defaults })
  }
  insertRow(data, names.inventoryPostingGroup, { code: 'RESALE', displayName: 'Resale items' })
  for (const [code, account] of [
    ['DOMESTIC', '1200'],
    ['FOREIGN', '1210'],
  ] as const) {
    insertRow(data, names.postingGroup, {
      code,
      displayName: code,
      receivablesAccount: account,
      discountAccount: '4920',
      roundingAccount: '7110',
      invoiceRoundingAccount: '7100',
      toleranceAccount: '4930',
      serviceChargeAccount: '4810',
    })
    const accounts = { payablesAccount: '2100', discountAccount: '5320', roundingAccount: '7110' }
    insertRow(data, names.vendorPostingGroup, { code, displayName: code, ...accounts })
  }
}

function insertGeneralSetup(data: Transaction): void {
  for (const area of AREAS) {
    const [goods, services, freight] = SALES[area]
    for (const [product] of PRODUCTS) {
      const isGoods = product === 'GOODS' || product === 'BOOKS'
      const sales = isGoods ? goods : product === 'SERVICES' ? services : freight
      insertRow(data, names.generalPostingSetup, {
        genBusPostingGroup: area,
        genProdPostingGroup: product,
        salesAccount: sales,
        salesCreditMemoAccount: sales,
        salesLineDiscountAccount: '4900',
        salesInvoiceDiscountAccount: '4910',
        purchaseAccount: '5300',
        purchaseCreditMemoAccount: '5300',
        costOfGoodsAccount: '5100',
        directCostAppliedAccount: isGoods ? '5310' : '',
        inventoryAdjustmentAccount: isGoods ? '5200' : '',
        costOfGoodsInterimAccount: isGoods ? '5110' : '',
        inventoryAccrualInterimAccount: isGoods ? '1310' : '',
      })
    }
  }
  // The blank business group belongs to item journals.
  for (const genProdPostingGroup of ['GOODS', 'BOOKS']) {
    insertRow(data, names.generalPostingSetup, { genProdPostingGroup, inventoryAdjustmentAccount: '5200' })
  }
}
