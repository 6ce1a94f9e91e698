/** A document has the currency of its price list and of the document it comes from (reference/dataverse-protocol.md, sections 7 and 14). */
import type { Draft, Row, Scalar, WriteContext } from '@koble/odata-server'
import type { CrmError } from '../crm-error.ts'
import { baseCurrencyId } from '../rules/system-columns.ts'
import { refuseWith } from '../security/access.ts'
import type { SalesDocument } from './documents.ts'
import { salesErrors as errors } from './sales-errors.ts'
import { linesOf } from './totals.ts'

interface Source {
  readonly column: string
  readonly table: string
  readonly refuse: () => CrmError
}

const sources: readonly Source[] = [
  { column: 'pricelevelid', table: 'pricelevel', refuse: errors.priceListCurrency },
  { column: 'salesorderid', table: 'salesorder', refuse: errors.orderCurrency },
  { column: 'quoteid', table: 'quote', refuse: errors.quoteCurrency },
  { column: 'opportunityid', table: 'opportunity', refuse: errors.opportunityCurrency },
]

/** Tables whose currency may change until they have lines; an order's and an invoice's never may. */
const fixedByLines: Readonly<Record<string, () => CrmError>> = {
  opportunity: errors.opportunityCurrencyFixed,
  quote: errors.quoteCurrencyFixed,
}

export function checkDocumentCurrency(
  document: SalesDocument,
  draft: Draft,
  row: Row | undefined,
  context: WriteContext,
): void {
  const currencyOf = ({ column, table }: Source): Scalar | undefined =>
    context.data.get(table, String(draft[column] ?? ''))?.['transactioncurrencyid']
  draft['transactioncurrencyid'] ??= textOrNull(sources.map(currencyOf).find(Boolean)) ?? baseCurrencyId(context.data)
  for (const source of sources) {
    const currency: Scalar = currencyOf(source) ?? draft['transactioncurrencyid']
    if (isNew(source, draft, row) && currency !== draft['transactioncurrencyid']) refuseWith(source.refuse())
  }
  const refuse = fixedByLines[document.table]
  if (refuse === undefined || row === undefined) return
  if (draft['transactioncurrencyid'] === row['transactioncurrencyid']) return
  if (linesOf(document, row.id, context.data).length > 0) refuseWith(refuse())
}

/** What was in order stays so: only a new currency or a new source is looked at. */
const isNew = ({ column }: Source, draft: Draft, row: Row | undefined): boolean =>
  row === undefined || draft[column] !== row[column] || draft['transactioncurrencyid'] !== row['transactioncurrencyid']

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
