/** Koble's own `salesSetup` page: one row (docs/koble-api-pages.md). */
import type { Draft, EntitySetDefinition, PropertyDefinition, Row, WriteContext } from '@koble/odata-server'
import { dialogError, fieldError } from '../rules/refusals.ts'
import { setupRow, text as textOf } from '../rules/setup.ts'
import { formula } from '../sets/formula-property.ts'
import { idProperty, keyProperty, type Pair } from '../sets/pair.ts'
import { bool, choice, codeField, guid, idOf, readOnly, systemFields, systemId } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { decodeMember } from '../values/enum-name.ts'

const QUANTITIES = ['Remainder', 'Blank'] as const
const DATES = ['Work_x0020_Date', 'No_x0020_Date'] as const
const WARNINGS = ['Both_x0020_Warnings', 'Credit_x0020_Limit', 'Overdue_x0020_Balance', 'No_x0020_Warning'] as const
const DISCOUNTS = [
  'No_x0020_Discounts',
  'Invoice_x0020_Discounts',
  'Line_x0020_Discounts',
  'All_x0020_Discounts',
] as const

const freightAccount: Pair = {
  table: names.account,
  keyColumn: 'number',
  length: 20,
  column: 'freightAccountNumber',
  holds: 'key',
  after: (_draft, account) => {
    if (account !== undefined) checkAccount(account)
  },
}

function checkAccount(account: Row): void {
  const refuse = (field: string, wanted: string, found: string): never =>
    fieldError(
      `${field} must be equal to '${wanted}' in G/L Account: No.=${textOf(account, 'number')}. Current value is '${found}'.`,
    )
  if (account['accountType'] !== 'Posting') {
    refuse('Account Type', 'Posting', decodeMember(textOf(account, 'accountType')))
  }
  if (account['blocked'] === true) refuse('Blocked', 'No', 'Yes')
  if (account['directPosting'] !== true) refuse('Direct Posting', 'Yes', 'No')
}

/** The write-in product is an item without stock or a resource, as the type says; held by its number. */
const writeInPair = (type: string): Pair => ({
  table: type === 'Resource' ? names.resource : names.item,
  ...(type !== 'Resource' && { article: 'an' }),
  keyColumn: 'number',
  length: 20,
  column: 'writeInProductNumber',
  holds: 'key',
  after: (_draft, product) => {
    if (type !== 'Resource' && product?.['type'] === 'Inventory') {
      dialogError('The item type must be Non-Inventory or Service.')
    }
  },
})

const typeOf = (row: Readonly<Draft>): string => textOf(row, 'writeInProductType') || 'Item'

const setWriteIn =
  (name: 'writeInProductNumber' | 'writeInProductId') =>
  (draft: Draft, value: Parameters<NonNullable<PropertyDefinition['set']>>[1], context: WriteContext): void => {
    draft['writeInProductType'] = typeOf(draft)
    const property = name === 'writeInProductId' ? idProperty : keyProperty
    property(name, writeInPair(typeOf(draft))).set?.(draft, value, context)
  }

/** Fields of General Ledger Setup, where the templates of new records stand. */
const template = (column: string): PropertyDefinition =>
  codeField(20, {
    get: (_row, { data }) => textOf(setupRow(data), column),
    set: (draft, value, { data }) => {
      const code = typeof value === 'string' ? value : ''
      if (code !== '' && data.lookup(names.template, ['code'], [code]) === undefined) {
        dialogError(`The Config. Template Header does not exist. Identification fields and values: Code='${code}'`)
      }
      if (textOf(setupRow(data), column) === code) return
      data.update(names.setup, setupRow(data).id, { [column]: code })
      data.touch(names.salesSetup, textOf(draft, 'id'))
    },
  })

export const salesSetup: EntitySetDefinition = {
  name: 'salesSetup',
  entityType: 'salesSetup',
  table: names.salesSetup,
  properties: {
    id: readOnly(systemId),
    writeInProductType: choice('salesSetupWriteInProductType', ['Item', 'Resource'], {
      get: (row) => typeOf(row),
      set: (draft, value) => {
        if (typeOf(draft) !== value) draft['writeInProductNumber'] = ''
        draft['writeInProductType'] = value
      },
    }),
    writeInProductNumber: codeField(20, { set: setWriteIn('writeInProductNumber') }),
    writeInProductId: guid({
      get: (row, { data }) => {
        const { table } = writeInPair(typeOf(row))
        return idOf(data.lookup(table, ['number'], [textOf(row, 'writeInProductNumber')]))
      },
      set: setWriteIn('writeInProductId'),
    }),
    freightAccountNumber: keyProperty('freightAccountNumber', freightAccount),
    freightAccountId: idProperty('freightAccountId', freightAccount),
    archiveOrders: bool(),
    archiveQuotes: choice('salesSetupArchiveQuotes', ['Never', 'Question', 'Always']),
    quoteValidityCalculation: formula('quoteValidityCalculation'),
    calculateInvoiceDiscount: readOnly(bool()),
    allowEditingActivePrice: readOnly(bool()),
    externalDocumentNumberMandatory: readOnly(bool()),
    shipmentOnInvoice: readOnly(bool()),
    stockoutWarning: readOnly(bool()),
    defaultQuantityToShip: readOnly(choice('salesSetupDefaultQuantityToShip', QUANTITIES)),
    defaultPostingDate: readOnly(choice('salesSetupDefaultPostingDate', DATES)),
    creditWarnings: readOnly(choice('salesSetupCreditWarnings', WARNINGS)),
    discountPosting: readOnly(choice('salesSetupDiscountPosting', DISCOUNTS)),
    customerTemplateCode: template('customerTemplate'),
    vendorTemplateCode: template('vendorTemplate'),
    itemTemplateCode: template('itemTemplate'),
    ...systemFields,
  },
  modify: {},
}
