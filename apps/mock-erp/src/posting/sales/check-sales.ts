/** What must hold before a sales document is posted, in the ERP's order and words (erp-business-logic, sections 2.9 and 3.1). */
import type { Reader, Row } from '@koble/odata-server'
import { dialogError, fieldError, mustHaveValue } from '../../rules/refusals.ts'
import { amount, salesSetup, text } from '../../rules/setup.ts'
import { documentTotals, factorOf } from '../../sales/document-context.ts'
import { lineObject } from '../../sales/line/line-object.ts'
import { headerKey, mustBe } from '../../sales/test-field.ts'
import { names } from '../../tables/names.ts'
import { big } from '../../values/decimal.ts'
import {
  checkPostingAccount,
  generalPostingSetup,
  inventoryPostingSetup,
  vatPostingSetup,
} from '../../ledger/posting-setup.ts'
import { checkHeaderDimensions, checkLineDimensions } from '../check-document-dimensions.ts'
import { checkPostingDate, isBlankDate } from '../check-posting-date.ts'
import { isStockItem } from '../inventory/item-movement.ts'
import { isInvoicing, isShipping, type LinePart, type SalesSteps } from './parts-of-lines.ts'

/** Everything that the header says. */
export function checkSalesHeader(data: Reader, header: Row, what: SalesSteps): void {
  checkTotal(data, header, what)
  for (const [column, field] of [
    ['customerId', 'Sell-to Customer No.'],
    ['billToId', 'Bill-to Customer No.'],
    ['postingDate', 'Posting Date'],
    ['documentDate', 'Document Date'],
  ] as const) {
    mustBeFilledIn(header, column, field)
  }
  checkPostingDate(data, text(header, 'postingDate'))
  if (!what.ship && !what.invoice) dialogError('Please enter "Yes" in Ship and/or Invoice and/or Receive.')
  checkHeaderDimensions(data, header, 'Customer', data.get(names.customer, text(header, 'billToId')))
  for (const id of new Set([text(header, 'customerId'), text(header, 'billToId')]))
    checkCustomer(data, id, header, what)
  checkSalesperson(data, header)
  mustBeFilledIn(header, 'dueDate', 'Due Date')
  if (big(factorOf(header)).eq(0)) mustBeFilledIn({ ...header, factor: '' }, 'factor', 'Currency Factor')
}

/** Everything that its lines say. */
export function checkSalesLines(data: Reader, header: Row, parts: readonly LinePart[]): void {
  const posted = parts.filter((part) => isShipping(part) || isInvoicing(part))
  if (posted.length === 0) {
    dialogError('There is nothing to post because the document does not contain a quantity or amount.')
  }
  if (header['shippingAdvice'] === 'Complete' && posted.some(isShipping) && !parts.every(shipsAll)) {
    dialogError('This order must be a complete shipment.')
  }
  for (const part of posted) checkLine(data, part)
  if (salesSetup(data)['externalDocumentNumberMandatory'] === true && posted.some(isInvoicing)) {
    mustBeFilledIn(header, 'externalDocumentNumber', 'External Document No.')
  }
}

const shipsAll = ({ line, shipped }: LinePart): boolean => big(amount(line, 'outstandingQuantity')).eq(shipped)

function checkTotal(data: Reader, header: Row, what: SalesSteps): void {
  if (!what.invoice || !big(documentTotals(data, header).amountIncludingTax).lt(0)) return
  const word = header['documentType'] === 'Credit_x0020_Memo' ? 'credit memo' : 'invoice'
  dialogError(`The total amount for the ${word} must be 0 or greater.`)
}

const BLANK_ID = '00000000-0000-0000-0000-000000000000'

function mustBeFilledIn(header: Row, column: string, field: string): void {
  const value = text(header, column)
  if (value === BLANK_ID || isBlankDate(value)) mustHaveValue(field, names.salesHeader, headerKey(header))
}

function checkCustomer(data: Reader, id: string, header: Row, what: SalesSteps): void {
  const customer = data.get(names.customer, id)
  if (customer === undefined) return dialogError('The sell-to customer cannot be found.')
  const [number, blocked] = [text(customer, 'number'), text(customer, 'blocked')]
  const refuse = (with_: string): never =>
    dialogError(`You cannot post this type of document when Customer ${number} is blocked ${with_}`)
  if (customer['privacyBlocked'] === true) refuse('for privacy.')
  const isCredit = header['documentType'] === 'Credit_x0020_Memo'
  const shipsGoods = what.ship && header['documentType'] === 'Order'
  const refused =
    blocked === 'All' || (blocked === 'Ship' && shipsGoods) || (blocked === 'Invoice' && what.invoice && !isCredit)
  if (refused) refuse(`with type ${blocked}`)
}

function checkSalesperson(data: Reader, header: Row): void {
  const code = text(header, 'salespersonCode')
  const person = data.lookup(names.salesperson, ['code'], [code])
  if (person?.['privacyBlocked'] === true) {
    fieldError(`Privacy Blocked must not be true for ${names.salesperson} ${code}.`)
  }
}

function checkLine(data: Reader, part: LinePart): void {
  const { line } = part
  const [object, lineType] = [lineObject(data, line), text(line, 'lineType')]
  if (object === undefined)
    return dialogError(`There is nothing behind the line "${text(line, 'description')}" any more.`)
  if (lineType === 'Account') checkPostingAccount(data, text(object, 'number'))
  else mustBe(false, object, 'blocked', 'Blocked', `${lineType}: No.=${text(object, 'number')}`)
  checkVariant(data, line)
  checkLineDimensions(data, line)
  vatPostingSetup(data, text(line, 'vatBusPostingGroup'), text(line, 'vatProdPostingGroup'))
  generalPostingSetup(data, text(line, 'genBusPostingGroup'), text(line, 'genProdPostingGroup'))
  if (lineType === 'Item' && isStockItem(object)) {
    inventoryPostingSetup(data, text(line, 'locationCode'), text(object, 'inventoryPostingGroup'))
  }
}

function checkVariant(data: Reader, line: Row): void {
  const code = text(line, 'variantCode')
  if (code === '') return
  const variant = data.lookup(names.itemVariant, ['itemId', 'code'], [text(line, 'objectId'), code])
  if (variant !== undefined) mustBe(false, variant, 'blocked', 'Blocked', `${names.itemVariant}: Code=${code}`)
}
