/** What of each purchase line is received and invoiced in one posting (mirrors erp-business-logic, section 3.1). */
import type { Row } from '@koble/odata-server'
import { amount } from '../../rules/setup.ts'
import { big, canonical } from '../../values/decimal.ts'
import { baseGrowth } from '../base-growth.ts'

export interface PurchasePart {
  readonly line: Row
  /** In the line's unit. */
  readonly received: string
  readonly receivedBase: string
  readonly invoiced: string
  readonly invoicedBase: string
}

export interface PurchaseSteps {
  readonly receive: boolean
  readonly invoice: boolean
}

export function partsOfPurchase(lines: readonly Row[], what: PurchaseSteps): PurchasePart[] {
  return lines.map((line) => {
    const received = what.receive ? amount(line, 'quantityToReceive') : '0'
    const open = big(amount(line, 'receivedQuantity')).plus(received).minus(amount(line, 'invoicedQuantity'))
    const wanted = big(amount(line, 'quantityToInvoice'))
    const invoiced = what.invoice ? canonical(wanted.abs().lt(open.abs()) ? wanted : open) : '0'
    return {
      line,
      received,
      receivedBase: baseGrowth(line, received, 'receivedQuantity', 'receivedQuantityBase'),
      invoiced,
      invoicedBase: baseGrowth(line, invoiced, 'invoicedQuantity', 'invoicedQuantityBase'),
    }
  })
}
