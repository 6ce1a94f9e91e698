/**
 * What a field of a purchase order's header brings with it (mirrors erp-business-logic, section 2.2): from the buy-from vendor name and address, from the
 * pay-to vendor money and terms, from the terms the due date, from currency and posting date the factor.
 */
import type { Draft, Reader, Row, WriteContext } from '@koble/odata-server'
import { currencyFactor, rateOn } from '../ledger/exchange.ts'
import { documentDimensions } from '../rules/document-dimensions.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { addFormula } from '../values/date-formula.ts'
import { checkPostingGroup, checkVendor } from './check-vendor.ts'

/** Everything that the order takes over from the vendor it is sent to. */
export function setVendor(draft: Draft, vendor: Row, { data }: Pick<WriteContext, 'data'>): void {
  checkVendor(vendor, 'create')
  draft['vendorId'] = vendor.id
  draft['genBusPostingGroup'] = checkPostingGroup(vendor, 'genBusPostingGroup', 'Gen. Bus. Posting Group')
  Object.assign(draft, addressOf(vendor, 'buyFrom'))
  setLocation(draft, text(vendor, 'locationCode'), data)
  const payTo = data.get(names.vendor, text(vendor, 'payToId')) ?? vendor
  setPayTo(draft, payTo, { data })
  draft['dimensionSetId'] = documentDimensions(data, [
    { parentType: 'Vendor', parent: payTo },
    { parentType: 'Salesperson', parent: byCode(data, names.salesperson, text(draft, 'purchaserCode')) },
    { parentType: 'Location', parent: byCode(data, names.location, text(draft, 'locationCode')) },
  ])
}

const byCode = (data: Reader, table: string, code: string): Row | undefined => data.lookup(table, ['code'], [code])

/** Who is paid decides on currency, terms and VAT. */
export function setPayTo(draft: Draft, vendor: Row, { data }: Pick<WriteContext, 'data'>): void {
  checkVendor(vendor, 'create')
  Object.assign(draft, addressOf(vendor, 'payTo'), {
    payToId: vendor.id,
    vendorPostingGroup: checkPostingGroup(vendor, 'vendorPostingGroup', 'Vendor Posting Group'),
    vatBusPostingGroup: text(vendor, 'vatBusPostingGroup'),
    pricesIncludeTax: vendor['pricesIncludeTax'] === true,
    paymentMethodCode: text(vendor, 'paymentMethodCode'),
    shipmentMethodCode: text(vendor, 'shipmentMethodCode'),
    purchaserCode: text(vendor, 'salespersonCode'),
    currencyCode: text(vendor, 'currencyCode'),
    paymentTermsCode: text(vendor, 'paymentTermsCode'),
  })
  setFactor(draft, data)
  setDueDate(draft, data)
}

/** Goods go to the location, or to the company's own address. */
export function setLocation(draft: Draft, locationCode: string, data: Reader): void {
  draft['locationCode'] = locationCode
  const location = byCode(data, names.location, locationCode)
  const [own] = data.scan(names.companyInformation)
  Object.assign(draft, addressOf(location ?? own ?? {}, 'shipTo'))
}

/** The rate at the posting date; the factor is 0 in local currency, and without a rate, when posting fails. */
export function setFactor(draft: Draft, data: Reader): void {
  const [code, date] = [text(draft, 'currencyCode'), text(draft, 'postingDate')]
  const isKnown = code !== '' && rateOn(data, code, date) !== undefined
  draft['currencyFactor'] = isKnown ? currencyFactor(data, code, date) : '0'
}

export function setDueDate(draft: Draft, data: Reader): void {
  const terms = byCode(data, names.paymentTerms, text(draft, 'paymentTermsCode'))
  draft['dueDate'] = addFormula(text(draft, 'documentDate'), text(terms ?? {}, 'dueDateCalculation'))
}

function addressOf(from: Readonly<Record<string, unknown>>, prefix: string): Draft {
  return {
    [`${prefix}Name`]: text(from, 'displayName'),
    [`${prefix}Contact`]: text(from, 'contactName') || text(from, 'contact'),
    [`${prefix}AddressLine1`]: text(from, 'addressLine1'),
    [`${prefix}AddressLine2`]: text(from, 'addressLine2'),
    [`${prefix}City`]: text(from, 'city'),
    [`${prefix}Country`]: text(from, 'country'),
    [`${prefix}State`]: text(from, 'state'),
    [`${prefix}PostCode`]: text(from, 'postalCode'),
  }
}
