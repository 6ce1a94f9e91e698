/** The messages that end a document and leave an activity: win, close, fulfill, cancel, lose (reference/dataverse-protocol.md, section 13). */
import type { OperationDefinition, Row, WriteContext } from '@koble/odata-server'
import { documents } from '../documents.ts'
import type { Values } from '../pricing/exact.ts'
import { closeActivities, readClosing, recordClosing, type CloseActivity, type Closing } from './close-activities.ts'
import { moveState } from './move-state.ts'
import { integerParameter, missingParameter } from './parameters.ts'

interface Ending {
  readonly activity: CloseActivity
  /** What the document keeps of its end. */
  readonly writes: (closing: Closing) => Values
}

const dayOf = (closing: Closing): string => String(closing.columns['actualend']).slice(0, 10)
const nothing = (): Values => ({})

/** A won opportunity is worth what the activity says, or else what was expected (general knowledge; the reference names the columns only). */
const actualValue = ({ row, columns }: Closing): Values => ({
  actualvalue: columns['actualrevenue'] ?? row['estimatedvalue'] ?? null,
})

const { quoteclose, orderclose, opportunityclose } = closeActivities

const endings: Readonly<Record<string, Ending>> = {
  WinQuote: { activity: quoteclose, writes: (closing) => ({ closedon: dayOf(closing) }) },
  CloseQuote: { activity: quoteclose, writes: (closing) => ({ closedon: dayOf(closing) }) },
  FulfillSalesOrder: { activity: orderclose, writes: (closing) => ({ datefulfilled: dayOf(closing) }) },
  CancelSalesOrder: { activity: orderclose, writes: nothing },
  WinOpportunity: {
    activity: opportunityclose,
    writes: (closing) => ({ ...actualValue(closing), actualclosedate: dayOf(closing) }),
  },
  LoseOpportunity: { activity: opportunityclose, writes: (closing) => ({ actualclosedate: dayOf(closing) }) },
}

export function endDocument(name: string, closing: Closing, status: number | undefined, context: WriteContext): Row {
  const ending = endings[name]
  if (ending === undefined) throw new Error(`There is no message ${name}.`)
  const table = documents[ending.activity.document].table
  const row = moveState(table, name, closing.row, status, ending.writes(closing), context)
  recordClosing(ending.activity, closing, context)
  return row
}

export const closingActions: Readonly<Record<string, OperationDefinition>> = Object.fromEntries(
  Object.entries(endings).map(([name, { activity }]) => [
    name,
    {
      kind: 'action',
      run: ({ parameters, context }) => {
        const status = integerParameter(parameters, 'Status') ?? missingParameter('Status')
        endDocument(name, readClosing(activity, parameters, context), status, context)
        return undefined
      },
    },
  ]),
)
