/** The messages that make one document of another: revise, convert, generate (reference/dataverse-protocol.md, section 13; reference/lead-to-cash.md). */
import type { JsonObject, OperationDefinition, OperationResult, Row, WriteContext } from '@koble/odata-server'
import { refuseWith } from '../../security/access.ts'
import { documents, type SalesDocument } from '../documents.ts'
import { salesErrors } from '../sales-errors.ts'
import { systemWrite } from '../system-write.ts'
import { closeActivities, instantOf, recordClosing } from './close-activities.ts'
import { endDocument } from './close-document.ts'
import { copyDocument } from './copy-document.ts'
import { fits, messageOf, moveState } from './move-state.ts'
import { columnSet, integerParameter, rowParameter, textParameter } from './parameters.ts'

const { opportunity, quote, salesorder, invoice } = documents

const quoteState = { draft: 0, active: 1, won: 2, closed: 3 } as const

interface Made {
  readonly document: SalesDocument
  readonly make: (parameters: JsonObject, context: WriteContext) => Row
}

const made: Readonly<Record<string, Made>> = {
  ReviseQuote: { document: quote, make: reviseQuote },
  ConvertQuoteToSalesOrder: { document: salesorder, make: convertQuote },
  ConvertSalesOrderToInvoice: { document: invoice, make: convertOrder },
  GenerateQuoteFromOpportunity: { document: quote, make: generate(quote) },
  GenerateSalesOrderFromOpportunity: { document: salesorder, make: generate(salesorder) },
  GenerateInvoiceFromOpportunity: { document: invoice, make: generate(invoice) },
}

/** The new document, with the columns that the call asks for. */
const answer = (document: SalesDocument, row: Row, parameters: JsonObject): OperationResult => {
  const properties = columnSet(parameters, document.table)
  return { entity: { set: document.set, row, typed: true, ...(properties === undefined ? {} : { properties }) } }
}

export const makingActions: Readonly<Record<string, OperationDefinition>> = Object.fromEntries(
  Object.entries(made).map(([name, { document, make }]) => [
    name,
    {
      kind: 'action',
      run: ({ parameters, context }) => answer(document, make(parameters, context), parameters),
    },
  ]),
)

/** An active quote is closed as revised; a closed one is taken up again. The new draft has the number and the next revision. */
function reviseQuote(parameters: JsonObject, context: WriteContext): Row {
  const row = rowParameter(parameters, 'QuoteId', quote.table, context)
  const { refuse } = messageOf(quote.table, 'ReviseQuote')
  const state = Number(row['statecode'])
  if (state !== quoteState.active && state !== quoteState.closed) refuseWith(refuse())
  const others = [...context.data.find(quote.table, { quotenumber: row['quotenumber'] ?? null })]
  const open = others.filter((other) => other.id !== row.id && Number(other['statecode']) <= quoteState.active)
  if (open.length > 0) refuseWith(salesErrors.quoteAlreadyRevised())
  if (fits(quote.table, 'ReviseQuote', row)) closeAsRevised(row, context)
  const revision = Math.max(...others.map((other) => Number(other['revisionnumber'] ?? 0))) + 1
  const draft = copyDocument({ document: quote, row }, quote, {}, context)
  return systemWrite(quote.table, draft, { revisionnumber: revision }, context)
}

function closeAsRevised(row: Row, context: WriteContext): void {
  const columns = { subject: 'Revised', description: null, actualend: context.now }
  moveState(quote.table, 'ReviseQuote', row, undefined, { closedon: context.now.slice(0, 10) }, context)
  recordClosing(closeActivities.quoteclose, { row, columns }, context)
}

/** An active quote is won by it; one that is won already gives another order. */
function convertQuote(parameters: JsonObject, context: WriteContext): Row {
  const row = rowParameter(parameters, 'QuoteId', quote.table, context)
  const status = integerParameter(parameters, 'QuoteCloseStatus')
  const columns = {
    subject: textParameter(parameters, 'QuoteCloseSubject'),
    description: textParameter(parameters, 'QuoteCloseDescription'),
    actualend: instantOf(parameters['QuoteCloseDate'], context),
  }
  const { refuse } = messageOf(quote.table, 'ConvertQuoteToSalesOrder')
  if (fits(quote.table, 'ConvertQuoteToSalesOrder', row)) endDocument('WinQuote', { row, columns }, status, context)
  else if (row['statecode'] !== quoteState.won) refuseWith(refuse())
  return copyDocument({ document: quote, row }, salesorder, { 'quoteid@odata.bind': `/quotes(${row.id})` }, context)
}

function convertOrder(parameters: JsonObject, context: WriteContext): Row {
  const row = rowParameter(parameters, 'SalesOrderId', salesorder.table, context)
  moveState(salesorder.table, 'ConvertSalesOrderToInvoice', row, undefined, {}, context)
  const link = { 'salesorderid@odata.bind': `/salesorders(${row.id})` }
  return copyDocument({ document: salesorder, row }, invoice, link, context)
}

function generate(document: SalesDocument) {
  return (parameters: JsonObject, context: WriteContext): Row => {
    const row = rowParameter(parameters, 'OpportunityId', opportunity.table, context)
    const link = { 'opportunityid@odata.bind': `/opportunities(${row.id})` }
    return copyDocument({ document: opportunity, row }, document, link, context)
  }
}
