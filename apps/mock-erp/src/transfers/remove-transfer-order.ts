/** A transfer order goes with its lines, unless something is under way (mirrors erp-business-logic, section 2.10). */
import type { Row, Transaction } from '@koble/odata-server'
import { fieldError } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import { transferLines } from './transfer-lines.ts'

export function removeTransferOrder(data: Transaction, header: Row): void {
  removeTransferLines(data, header)
  data.remove(names.transferHeader, header.id)
}

export function removeTransferLines(data: Transaction, header: Row): void {
  for (const line of transferLines(data, header.id)) {
    const underWay = big(amount(line, 'quantityShipped')).minus(amount(line, 'quantityReceived'))
    if (!underWay.eq(0)) {
      fieldError(
        `Qty. in Transit must be equal to '0' in Transfer Line: Document No.=${text(header, 'number')}, Line No.=${integer(line, 'sequence')}. Current value is '${canonical(underWay)}'.`,
      )
    }
    data.remove(names.transferLine, line.id)
  }
}
