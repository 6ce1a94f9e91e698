/** Releasing a document (erp-business-logic, section 2.6). */
import type { Clock, Reader, Row, Transaction } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError, mustHaveValue } from '../rules/refusals.ts'
import { amount, inventorySetup, salesSetup, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { documentLines } from './document-context.ts'
import { calculateInvoiceDiscount } from './invoice-discount.ts'
import { isComment, isStocked, lineObject } from './line/line-object.ts'
import { taxAllLines } from './tax-all-lines.ts'
import { documentWord, headerKey, lineKey } from './test-field.ts'

/** Answers the header. One that is released already stays as it is. The clock is not looked at: nothing in a release depends on the day. */
export function releaseSales(data: Transaction, header: Row, _clock?: Clock): Row {
  const status = text(header, 'status')
  if (status === 'Released') return header
  if (status === 'Pending_x0020_Approval') {
    dialogError('This document can only be released when the approval process is complete.')
  }
  checkReleasable(data, header)
  if (salesSetup(data)['calculateInvoiceDiscount'] === true) calculateInvoiceDiscount(data, header)
  taxAllLines(data, header)
  return data.update(names.salesHeader, header.id, { status: 'Released' })
}

function checkReleasable(data: Reader, header: Row): void {
  if (text(header, 'customerId') === emptyGuid) {
    mustHaveValue('Sell-to Customer No.', names.salesHeader, headerKey(header))
  }
  const lines = documentLines(data, header.id).filter((line) => !isComment(line))
  if (!lines.some((line) => !big(amount(line, 'quantity')).eq(0))) {
    dialogError(
      `There is nothing to release for the document of type ${documentWord(header)} with the number ${text(header, 'number')}.`,
    )
  }
  for (const line of lines) checkLine(data, line, header)
}

/** Stocked items need a unit, and where the setup or the item asks for them a location and a variant. */
function checkLine(data: Reader, line: Row, header: Row): void {
  const item = text(line, 'lineType') === 'Item' ? lineObject(data, line) : undefined
  if (item === undefined || big(amount(line, 'quantity')).eq(0)) return
  const need = (column: string, field: string): void => {
    if (text(line, column) === '') mustHaveValue(field, names.salesLine, lineKey(line, header))
  }
  if (isStocked(item)) need('unitOfMeasureCode', 'Unit of Measure Code')
  if (isStocked(item) && inventorySetup(data)['locationMandatory'] === true) need('locationCode', 'Location Code')
  if (item['variantMandatory'] === true) need('variantCode', 'Variant Code')
}
