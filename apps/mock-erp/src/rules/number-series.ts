/** Number series: the next free number, or a typed one where the series allows it (erp-business-logic, section 6.1). */
import type { Row, Transaction } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { nextNumber } from '../values/next-number.ts'
import { dialogError } from './refusals.ts'

/** The series that the setups name. */
export const series = {
  customer: 'CUST',
  vendor: 'VEND',
  contact: 'CONT',
  item: 'ITEM',
  resource: 'RES',
  opportunity: 'OPP',
  priceList: 'S-PL',
  quote: 'S-QUO',
  order: 'S-ORD',
  draftInvoice: 'S-INV',
  draftCreditMemo: 'S-CRM',
  returnOrder: 'S-RET',
  blanketOrder: 'S-BLK',
  shipment: 'S-SHPT',
  invoice: 'S-INV+',
  creditMemo: 'S-CRM+',
  purchaseOrder: 'P-ORD',
  purchaseReceipt: 'P-RCPT',
  purchaseInvoice: 'P-INV+',
  transferOrder: 'TRANS',
  transferShipment: 'T-SHPT',
  transferReceipt: 'T-RCPT',
  itemJournal: 'I-JNL',
  payment: 'PAY',
  generalJournal: 'GJNL',
} as const

export type Series = (typeof series)[keyof typeof series]

/** Draws the next number that `isTaken` does not know; numbers that people typed are skipped. */
export function drawNumber(data: Transaction, code: Series, isTaken: (number: string) => boolean): string {
  const row = seriesRow(data, code)
  let number = nextOf(row, String(row['lastNumberUsed']))
  while (isTaken(number)) number = nextOf(row, number)
  data.update(names.numberSeries, row.id, { lastNumberUsed: number })
  return number
}

/** Refuses a typed number where the series does not allow one. */
export function checkTypedNumber(data: Transaction, code: Series): void {
  if (seriesRow(data, code)['manual'] === true) return
  dialogError(
    `You may not enter numbers manually. If you want to enter numbers manually, please activate Manual Nos. in No. Series ${code}.`,
  )
}

function seriesRow(data: Transaction, code: Series): Row {
  const row = data.lookup(names.numberSeries, ['code'], [code])
  return row ?? dialogError(`The No. Series does not exist. Identification fields and values: Code='${code}'`)
}

function nextOf(row: Row, number: string): string {
  return (
    nextNumber(number) ?? dialogError(`You cannot assign new numbers from the number series ${String(row['code'])}.`)
  )
}
