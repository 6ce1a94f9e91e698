/** Currencies: one a code; the base currency's rate is 1 and stays (reference/dataverse-protocol.md, section 7). */
import type { Draft, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { refuseWith } from '../security/access.ts'
import { baseCurrencyId } from './system-columns.ts'
import type { TableRules } from './table-rules.ts'

export const currencyRules: TableRules = {
  onCreate: (draft, context) => refuseSameCode(draft, context),
  onUpdate: (draft, row, context) => {
    const isBase = row.id === baseCurrencyId(context.data)
    if (isBase && draft['exchangerate'] !== row['exchangerate']) refuseWith(errors.baseCurrencyRate())
  },
  onDelete: (row, context) => {
    if (row.id === baseCurrencyId(context.data)) refuseWith(errors.restricted())
  },
}

function refuseSameCode(draft: Draft, context: WriteContext): void {
  const code = String(draft['isocurrencycode'] ?? '').toUpperCase()
  for (const other of context.data.scan('transactioncurrency')) {
    if (String(other['isocurrencycode']).toUpperCase() === code) refuseWith(errors.duplicateCurrency())
  }
}
