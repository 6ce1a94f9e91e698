/** Items that are always reserved are set aside for an order line as soon as it is there (lead-to-cash, bidirectional orders). */
import type { Row, Transaction } from '@koble/odata-server'
import { reserveAutomatically } from '../availability/reservations.ts'
import { lineObject } from './line/line-object.ts'

export function reserveAlways(data: Transaction, line: Row): void {
  if (line['documentType'] !== 'Order' || line['lineType'] !== 'Item') return
  if (lineObject(data, line)?.['reserve'] === 'Always') reserveAutomatically(data, line)
}
