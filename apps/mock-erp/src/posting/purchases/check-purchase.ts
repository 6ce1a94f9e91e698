/** What must hold before a purchase order is posted (mirrors erp-business-logic, sections 2.9 and 3.1). */
import { emptyGuid, type Reader, type Row } from '@koble/odata-server'
import {
  checkPostingAccount,
  generalPostingSetup,
  inventoryPostingSetup,
  vatPostingSetup,
} from '../../ledger/posting-setup.ts'
import { checkVendor } from '../../purchases/check-vendor.ts'
import { dialogError, mustHaveValue } from '../../rules/refusals.ts'
import { amount, text } from '../../rules/setup.ts'
import { factorOf } from '../../sales/document-context.ts'
import { mustBe } from '../../sales/test-field.ts'
import { names } from '../../tables/names.ts'
import { big, sum } from '../../values/decimal.ts'
import { checkHeaderDimensions, checkLineDimensions } from '../check-document-dimensions.ts'
import { checkPostingDate, isBlankDate } from '../check-posting-date.ts'
import { isStockItem } from '../inventory/item-movement.ts'
import type { PurchasePart, PurchaseSteps } from './parts-of-lines.ts'

export function checkPurchase(data: Reader, header: Row, parts: readonly PurchasePart[], what: PurchaseSteps): void {
  if (what.invoice && sum(parts.map(({ line }) => amount(line, 'amountIncludingTax'))).lt(0)) {
    dialogError('The total amount for the invoice must be 0 or greater.')
  }
  for (const [column, field] of [
    ['vendorId', 'Buy-from Vendor No.'],
    ['payToId', 'Pay-to Vendor No.'],
    ['postingDate', 'Posting Date'],
    ['documentDate', 'Document Date'],
    ['dueDate', 'Due Date'],
  ] as const) {
    mustBeFilledIn(header, column, field)
  }
  checkPostingDate(data, text(header, 'postingDate'))
  if (!what.receive && !what.invoice) dialogError('Please enter "Yes" in Receive and/or Invoice and/or Ship.')
  for (const id of new Set([text(header, 'vendorId'), text(header, 'payToId')])) {
    const vendor = data.get(names.vendor, id)
    if (vendor !== undefined) checkVendor(vendor, 'post')
  }
  checkHeaderDimensions(data, header, 'Vendor', data.get(names.vendor, text(header, 'payToId')))
  if (big(factorOf(header)).eq(0)) mustHaveValue('Currency Factor', names.purchaseHeader, keyOf(header))
  const posted = parts.filter(({ received, invoiced }) => received !== '0' || invoiced !== '0')
  if (posted.length === 0) {
    dialogError('There is nothing to post because the document does not contain a quantity or amount.')
  }
  for (const { line } of posted) checkLine(data, line)
  if (posted.some(({ invoiced }) => invoiced !== '0')) checkVendorInvoice(data, header)
}

const keyOf = (header: Row): string => `Document Type=Order, No.=${text(header, 'number')}`

function mustBeFilledIn(header: Row, column: string, field: string): void {
  const value = text(header, column)
  if (value === emptyGuid || isBlankDate(value)) mustHaveValue(field, names.purchaseHeader, keyOf(header))
}

function checkVendorInvoice(data: Reader, header: Row): void {
  for (const setup of data.scan(names.purchaseSetup)) {
    if (setup['externalDocumentNumberMandatory'] !== true || text(header, 'vendorInvoiceNumber') !== '') continue
    dialogError(
      'You need to enter the document number of the document from the vendor in the Vendor Invoice No. field, so that this document stays connected to the original.',
    )
  }
}

function checkLine(data: Reader, line: Row): void {
  checkLineDimensions(data, line)
  vatPostingSetup(data, text(line, 'vatBusPostingGroup'), text(line, 'vatProdPostingGroup'))
  if (line['lineType'] === 'Account') {
    const account = data.get(names.account, text(line, 'objectId'))
    return void checkPostingAccount(data, text(account ?? {}, 'number'))
  }
  generalPostingSetup(data, text(line, 'genBusPostingGroup'), text(line, 'genProdPostingGroup'))
  const item = data.get(names.item, text(line, 'objectId'))
  if (item === undefined)
    return dialogError(`There is nothing behind the line "${text(line, 'description')}" any more.`)
  mustBe(false, item, 'blocked', 'Blocked', `Item: No.=${text(item, 'number')}`)
  if (isStockItem(item)) inventoryPostingSetup(data, text(line, 'locationCode'), text(item, 'inventoryPostingGroup'))
}
