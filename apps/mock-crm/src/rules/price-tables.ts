/**
 * Price lists, their items, and discount lists: names, dates, currencies, units of the product's group.
 * Truth: reference/dataverse-protocol.md, sections 7 and 14.
 */
import type { Draft, Row, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { refuseWith } from '../security/access.ts'
import { baseCurrencyId } from './system-columns.ts'
import type { TableRules } from './table-rules.ts'

export const pricelevelRules: TableRules = {
  onCreate: checkPriceList,
  onUpdate: (draft, _row, context) => checkPriceList(draft, context),
}

function checkPriceList(draft: Draft, { data }: WriteContext): void {
  for (const other of data.find('pricelevel', { name: draft['name'] ?? null })) {
    if (other.id !== draft['id'] && draft['name'] != null) refuseWith(errors.priceListNameExists())
  }
  const [begin, end] = [draft['begindate'], draft['enddate']]
  if (typeof begin === 'string' && typeof end === 'string' && end < begin) {
    refuseWith(errors.invalidArgument('The end date of a price list must not be before its start date.'))
  }
}

export const productpricelevelRules: TableRules = {
  onCreate: (draft, context) => {
    draft['pricingmethodcode'] ??= pricingMethods.currencyAmount
    draft['quantitysellingcode'] ??= 1
    draft['roundingpolicycode'] ??= 1
    completeItem(draft, context)
  },
  onUpdate: (draft, _row, context) => completeItem(draft, context),
}

const pricingMethods = { currencyAmount: 1 } as const
const retired = 1

function completeItem(draft: Draft, context: WriteContext): void {
  const { data } = context
  const list = data.get('pricelevel', String(draft['pricelevelid'] ?? ''))
  const product = data.get('product', String(draft['productid'] ?? ''))
  const unit = data.get('uom', String(draft['uomid'] ?? ''))
  if (list === undefined) return refuseWith(errors.required('pricelevelid', 'productpricelevel'))
  if (product === undefined) return refuseWith(errors.required('productid', 'productpricelevel'))
  if (unit === undefined) return refuseWith(errors.required('uomid', 'productpricelevel'))
  if (product['statecode'] === retired) refuseWith(errors.retiredOnPriceList())
  if (unit['uomscheduleid'] !== product['defaultuomscheduleid']) refuseWith(errors.unitNotOfProduct())
  refuseSecondItem(draft, context)
  if (draft['pricingmethodcode'] !== pricingMethods.currencyAmount) refuseOtherCurrency(list, product, context)
  draft['uomscheduleid'] = unit['uomscheduleid'] ?? null
  draft['productnumber'] = product['productnumber'] ?? null
  draft['transactioncurrencyid'] = list['transactioncurrencyid'] ?? null
}

function refuseSecondItem(draft: Draft, { data }: WriteContext): void {
  const same = { pricelevelid: draft['pricelevelid'] ?? null, productid: draft['productid'] ?? null }
  for (const other of data.find('productpricelevel', same)) {
    if (other.id !== draft['id'] && other['uomid'] === draft['uomid']) refuseWith(errors.secondPrice())
  }
}

/** A percentage is of the product's own price or cost, so both must be in one currency. */
function refuseOtherCurrency(list: Row, product: Row, { data }: WriteContext): void {
  const base = baseCurrencyId(data)
  const currencyOf = (row: Row) => row['transactioncurrencyid'] ?? base
  if (currencyOf(list) !== currencyOf(product)) refuseWith(errors.priceListCurrency())
}

export const discounttypeRules: TableRules = {
  onCreate: (draft) => {
    draft['isamounttype'] ??= false
  },
}

/** A quantity break takes kind and currency from its list. */
export const discountRules: TableRules = {
  onCreate: completeDiscount,
  onUpdate: (draft, _row, context) => completeDiscount(draft, context),
}

function completeDiscount(draft: Draft, { data }: WriteContext): void {
  const list = data.get('discounttype', String(draft['discounttypeid'] ?? ''))
  draft['isamounttype'] = list?.['isamounttype'] ?? false
  draft['transactioncurrencyid'] = list?.['transactioncurrencyid'] ?? null
  if (Number(draft['highquantity'] ?? 0) < Number(draft['lowquantity'] ?? 0)) {
    refuseWith(errors.invalidArgument('The end quantity of a discount must not be below its begin quantity.'))
  }
}
