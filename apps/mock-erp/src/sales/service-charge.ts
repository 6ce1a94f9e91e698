/** The line that the ERP itself adds for a small order: the service charge of the invoice discount terms (erp-business-logic, section 2.5). */
import type { Draft, Row, Transaction } from '@koble/odata-server'
import { dialogError, mustHaveValue } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { documentLines } from './document-context.ts'
import { recalculateLine } from './line/line-amounts.ts'
import { deriveQuantities } from './line/line-quantities.ts'
import { takeVatSetup } from './line/line-vat.ts'
import { belongTo, inheritFrom } from './line/new-line.ts'

/** Adds, changes or removes the line, so that the document has this charge and no other. */
export function settleServiceCharge(data: Transaction, header: Row, charge: string): void {
  const present = documentLines(data, header.id).find((line) => line['systemCreated'] === true)
  if (big(charge).eq(0)) {
    if (present !== undefined) data.remove(names.salesLine, present.id)
    return
  }
  if (present !== undefined && amount(present, 'unitPrice') === charge) return
  const line: Draft = present === undefined ? newCharge(data, header) : { ...present }
  line['unitPrice'] = charge
  recalculateLine(line, header, data)
  if (present === undefined) insertRow(data, names.salesLine, line)
  else data.update(names.salesLine, present.id, line)
}

function newCharge(data: Transaction, header: Row): Draft {
  const account = chargeAccount(data, text(header, 'customerPostingGroup'))
  const line: Draft = {
    lineType: 'Account',
    objectId: account.id,
    description: 'Service Charge',
    systemCreated: true,
    quantity: '1',
    quantityPerUnit: '1',
    sequence: Math.max(0, ...documentLines(data, header.id).map((other) => integer(other, 'sequence'))) + 10_000,
    genProdPostingGroup: text(account, 'genProdPostingGroup'),
    vatProdPostingGroup: text(account, 'vatProdPostingGroup'),
  }
  belongTo(line, header)
  inheritFrom(header, line)
  takeVatSetup(line, data)
  deriveQuantities(line, data)
  return line
}

function chargeAccount(data: Transaction, postingGroup: string): Row {
  const group = data.lookup(names.postingGroup, ['code'], [postingGroup])
  const number = text(group ?? {}, 'serviceChargeAccount')
  if (number === '') return mustHaveValue('Service Charge Acc.', names.postingGroup, `Code=${postingGroup}`)
  const account = data.lookup(names.account, ['number'], [number])
  return account ?? dialogError(`The G/L Account does not exist. Identification fields and values: No.='${number}'`)
}
