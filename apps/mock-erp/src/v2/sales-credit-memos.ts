/** API v2.0 `salesCreditMemos` and `salesCreditMemoLines`: drafts and posted ones in one set (business-central-api.json; business-central-protocol, sections 9 and 13). */
import type { Draft, EntitySetDefinition, PropertyDefinition, Reader, Row, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { text as textOf } from '../rules/setup.ts'
import { bool, codeField, guid, readOnly } from '../sets/properties.ts'
import { shortcutDimensions } from '../sets/sales/dimension-code.ts'
import { discountAmount } from '../sets/sales/discount-amount.ts'
import { documentRules } from '../sets/sales/document-rules.ts'
import { setHeader } from '../sets/sales/header-field.ts'
import { NO_DOCUMENT, pageLineRules } from '../sets/sales/line-rules.ts'
import { totals } from '../sets/sales/totals.ts'
import { names } from '../tables/names.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'
import { creditMemoActions } from './sales/credit-memo-actions.ts'
import * as header from './sales/header-properties.ts'
import { creditMemoLineProperties, lineNavigation } from './sales/line-properties.ts'
import { draftLineRules, draftRules } from './sales/posted-rules.ts'
import { creditMemoStatus } from './sales/status.ts'

const documentType = ['Credit_x0020_Memo', 'Posted_x0020_Credit_x0020_Memo']

const invoiceOf = (row: Readonly<Record<string, unknown>>, data: Reader): Row | undefined => {
  const number = textOf(row, 'appliesToNumber')
  return number === '' ? undefined : postedInvoice(data, number)
}

const postedInvoice = (data: Reader, number: string): Row | undefined =>
  data.lookup(names.salesHeader, ['documentType', 'number'], ['Posted_x0020_Invoice', number])

/** The invoice that the credit memo is applied to when it is posted. */
const invoiceId: PropertyDefinition = guid({
  get: (row, { data }) => invoiceOf(row, data)?.id ?? emptyGuid,
  set: (draft, value, context) => {
    if (value === emptyGuid) return
    const invoice = context.data.get(names.salesHeader, String(value))
    if (invoice?.['documentType'] !== 'Posted_x0020_Invoice') {
      dialogError('The "invoiceId" does not match to an Invoice.')
    }
    applyTo(draft, textOf(invoice ?? {}, 'number'), context)
  },
})

const invoiceNumber: PropertyDefinition = codeField(20, {
  column: 'appliesToNumber',
  set: (draft, value, context) => {
    const number = String(value)
    if (number !== '' && postedInvoice(context.data, number) === undefined) {
      dialogError('The "invoiceId" and "invoiceNumber" do not match to a specific Invoice.')
    }
    applyTo(draft, number, context)
  },
})

/** Per draft, the number that its body gave by one of the two properties. */
const asked = new WeakMap<Draft, string>()

function applyTo(draft: Draft, number: string, context: WriteContext): void {
  const before = asked.get(draft)
  if (before !== undefined && before !== number) {
    dialogError('The "invoiceId" and "invoiceNumber" do not match to a specific Invoice.')
  }
  asked.set(draft, number)
  setHeader(draft, 'appliesToNumber', number, context)
}

const customerReturnReasonId: PropertyDefinition = guid({
  column: 'returnReasonId',
  set: (draft, value, context) => {
    if (value !== emptyGuid && context.data.get(names.reasonCode, String(value)) === undefined) {
      dialogError('The "customerReturnReasonId" does not match to a Reason Code.')
    }
    setHeader(draft, 'returnReasonId', value, context)
  },
})

export const salesCreditMemos: EntitySetDefinition = {
  name: 'salesCreditMemos',
  entityType: 'salesCreditMemo',
  table: names.salesHeader,
  fixed: { documentType },
  order: ['number'],
  properties: {
    ...header.numbers,
    creditMemoDate: header.headerDate('documentDate'),
    postingDate: header.headerDate('postingDate'),
    dueDate: header.headerDate('dueDate'),
    ...header.customers,
    ...header.sellToAddress,
    ...header.billToAddress,
    ...shortcutDimensions,
    currencyId: header.currencyId,
    currencyCode: header.currencyCode,
    ...header.terms,
    pricesIncludeTax: readOnly(bool()),
    discountAmount,
    discountAppliedBeforeTax: header.discountAppliedBeforeTax,
    ...totals,
    status: creditMemoStatus,
    lastModifiedDateTime: header.ways.lastModifiedDateTime,
    invoiceId,
    invoiceNumber,
    phoneNumber: header.ways.phoneNumber,
    email: header.ways.email,
    customerReturnReasonId,
  },
  navigation: header.headerNavigation('salesCreditMemoLines'),
  ...draftRules('Credit_x0020_Memo', documentRules('Credit_x0020_Memo', 'salesCreditMemoLines')),
  operations: creditMemoActions,
}

export const salesCreditMemoLines: EntitySetDefinition = {
  name: 'salesCreditMemoLines',
  entityType: 'salesCreditMemoLine',
  table: names.salesLine,
  fixed: { documentType },
  requiresParent: ['documentId'],
  properties: creditMemoLineProperties,
  navigation: { ...lineNavigation('salesCreditMemo', 'salesCreditMemos'), dimensionSetLines: dimensionSetLinesBelow },
  ...draftLineRules('Credit_x0020_Memo', pageLineRules('Credit_x0020_Memo', { withoutDocument: NO_DOCUMENT })),
}
