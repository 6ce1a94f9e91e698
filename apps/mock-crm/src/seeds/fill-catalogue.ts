/** The demo organization's units, products and price lists in the base currency and one other. */
import type { Transaction } from '@koble/odata-server'
import { Big } from 'big.js'
import { fixedGuid } from '../fixed-guid.ts'
import {
  accessories,
  family,
  lamps,
  unitGroups,
  units,
  type DemoProduct,
  type ProductState,
  type UnitName,
} from './catalogue.ts'
import { addCurrency, currencyId } from './fill-organization.ts'
import { insertSeeded } from './insert-seeded.ts'
import { rateOf } from './currencies.ts'

export function fillCatalogue(data: Transaction, baseCurrency: string): void {
  const other = baseCurrency === 'USD' ? 'EUR' : 'USD'
  addCurrency(data, other, rateOf(other, baseCurrency))
  for (const group of unitGroups) addGroup(data, group)
  for (const currency of [baseCurrency, other]) addPriceList(data, currency)
  addFamily(data)
  for (const product of lamps) addProduct(data, product, baseCurrency, fixedGuid(`product/${family.number}`))
  for (const product of accessories) addProduct(data, product, baseCurrency, null)
  for (const currency of [baseCurrency, other]) addPrices(data, currency)
}

const groupId = (group: string): string => fixedGuid(`uomschedule/${group}`)
const unitId = (unit: UnitName): string => fixedGuid(`uom/${unit}`)
const priceListId = (currency: string): string => fixedGuid(`pricelevel/${currency}`)
const productId = (number: string): string => fixedGuid(`product/${number}`)

function addGroup(data: Transaction, group: (typeof unitGroups)[number]): void {
  insertSeeded(data, 'uomschedule', {
    id: groupId(group),
    name: group,
    baseuomname: group,
    statecode: 0,
    statuscode: 1,
  })
  for (const name of unitNames) {
    const unit = units[name]
    if (unit.group !== group) continue
    const isBase = name === group
    insertSeeded(data, 'uom', {
      id: unitId(name),
      name,
      uomscheduleid: groupId(group),
      baseuom: isBase ? null : unitId(group),
      quantity: unit.quantity,
      isschedulebaseuom: isBase,
    })
  }
}

const unitNames = Object.keys(units) as readonly UnitName[]

function addPriceList(data: Transaction, currency: string): void {
  insertSeeded(data, 'pricelevel', {
    id: priceListId(currency),
    name: `Standard prices, ${currency}`,
    begindate: '2026-01-01',
    transactioncurrencyid: currencyId(currency),
    statecode: 0,
    statuscode: 100_001,
  })
}

function addFamily(data: Transaction): void {
  insertSeeded(data, 'product', {
    id: productId(family.number),
    name: family.name,
    productnumber: family.number,
    productstructure: 2,
    ...statePair.active,
  })
}

const statePair: Readonly<Record<ProductState, { readonly statecode: number; readonly statuscode: number }>> = {
  active: { statecode: 0, statuscode: 1 },
  retired: { statecode: 1, statuscode: 2 },
  draft: { statecode: 2, statuscode: 0 },
}

function addProduct(data: Transaction, product: DemoProduct, baseCurrency: string, parent: string | null): void {
  insertSeeded(data, 'product', {
    id: productId(product.number),
    name: product.name,
    productnumber: product.number,
    productstructure: 1,
    producttypecode: product.unit === 'Hour' ? 3 : 1,
    parentproductid: parent,
    defaultuomscheduleid: groupId(units[product.unit].group),
    defaultuomid: unitId(product.unit),
    quantitydecimal: 2,
    pricelevelid: priceListId(baseCurrency),
    price: inCurrency(product.price, baseCurrency),
    currentcost: inCurrency(product.cost, baseCurrency),
    standardcost: inCurrency(product.cost, baseCurrency),
    ...statePair[product.state ?? 'active'],
  })
}

/** A price list item for every unit that a product is sold in; a retired one is on no list. */
function addPrices(data: Transaction, currency: string): void {
  for (const product of [...lamps, ...accessories]) {
    if (product.state === 'retired') continue
    for (const unit of [product.unit, ...(product.box === undefined ? [] : [product.box])]) {
      insertSeeded(data, 'productpricelevel', {
        id: fixedGuid(`productpricelevel/${currency}/${product.number}/${unit}`),
        pricelevelid: priceListId(currency),
        productid: productId(product.number),
        uomid: unitId(unit),
        uomscheduleid: groupId(units[unit].group),
        productnumber: product.number,
        amount: new Big(inCurrency(product.price, currency)).times(units[unit].quantity).toFixed(),
        pricingmethodcode: 1,
        quantitysellingcode: 1,
        roundingpolicycode: 1,
        transactioncurrencyid: currencyId(currency),
      })
    }
  }
}

const inCurrency = (euros: string, currency: string): string =>
  new Big(euros).times(rateOf(currency, 'EUR')).round(2).toFixed()
