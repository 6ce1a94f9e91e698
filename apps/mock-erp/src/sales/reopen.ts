/** Opening a released document again (erp-business-logic, section 2.6). */
import type { Row, Transaction } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { names } from '../tables/names.ts'

/** Answers the header. An open one stays as it is. */
export function reopenSales(data: Transaction, header: Row): Row {
  if (header['status'] === 'Pending_x0020_Approval') {
    dialogError('The approval process must be cancelled or completed to reopen this document.')
  }
  return data.update(names.salesHeader, header.id, { status: 'Open' })
}
