/** API v2.0 `purchaseOrderLines` (business-central-api.json; business-central-protocol, sections 4.3 and 13.3, mirrored). */
import type {
  Draft,
  EntitySetDefinition,
  PropertyDefinition,
  ReadContext,
  Row,
  Scalar,
  WriteContext,
} from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { setDiscountAmount, setDiscountPercent } from '../purchases/line-amounts.ts'
import { checkNothingReceived, setAccount, setItem, setLineType, setUnit, setVat } from '../purchases/line-object.ts'
import {
  followQuantity,
  setQuantity,
  setQuantityToInvoice,
  setQuantityToReceive,
} from '../purchases/line-quantities.ts'
import { headerOf, purchaseLineDelete, purchaseLineInsert, purchaseLineModify } from '../purchases/line-rules.ts'
import { dialogError, fieldError, mustHaveValue, relationError } from '../rules/refusals.ts'
import { integer as integerOf, text as textOf } from '../rules/setup.ts'
import { grossFigures, invoiceDiscountAllocation, netFigures } from '../sets/sales/line-figures.ts'
import { lineTypes } from '../sets/sales/line-members.ts'
import { byCode } from '../sets/navigation.ts'
import { idProperty, keyProperty, type Pair } from '../sets/pair.ts'
import { codePair } from '../sets/party-properties.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  date,
  decimal,
  guid,
  idOf,
  integer,
  readOnly,
  systemId,
  text,
} from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'

export const purchaseOrderLines: EntitySetDefinition = {
  name: 'purchaseOrderLines',
  entityType: 'purchaseOrderLine',
  table: names.purchaseLine,
  fixed: { documentType: 'Order' },
  requiresParent: ['documentId', 'id'],
  properties: {
    id: systemId,
    documentId: guid({ set: setDocument }),
    sequence: integer({ set: setSequence }),
    itemId: guid({ get: (row) => objectIdOf(row, 'Item'), set: setItemId }),
    accountId: guid({ get: (row) => objectIdOf(row, 'Account'), set: setAccountId }),
    lineType: choice('purchaseLineType', lineTypes, { set: setType }),
    lineObjectNumber: codeField(20, {
      get: (row, context) => textOf(objectOf(row, context) ?? {}, 'number'),
      set: setNumber,
    }),
    description: text(100),
    description2: text(50),
    unitOfMeasureId: idProperty('unitOfMeasureId', unit()),
    unitOfMeasureCode: keyProperty('unitOfMeasureCode', unit()),
    quantity: number('quantity', (draft, value, context) => {
      if (draft['lineType'] === 'Comment') noType(draft, context)
      setQuantity(draft, value)
    }),
    directUnitCost: number('directUnitCost', (draft, value) => {
      draft['directUnitCost'] = value
    }),
    discountAmount: number('discountAmount', (draft, value, { data }) =>
      setDiscountAmount(draft, value, headerOf(draft, data), data),
    ),
    discountPercent: number('discountPercent', setDiscountPercent),
    discountAppliedBeforeTax: computed(bool(), (row, { data }) => headerOf(row, data)['pricesIncludeTax'] !== true),
    amountExcludingTax: grossFigures.amountExcludingTax,
    taxCode: codeField(50, { column: 'vatIdentifier', set: setTaxCode }),
    taxPercent: readOnly(decimal()),
    totalTaxAmount: grossFigures.totalTaxAmount,
    amountIncludingTax: grossFigures.amountIncludingTax,
    invoiceDiscountAllocation,
    ...netFigures,
    expectedReceiptDate: date(),
    receivedQuantity: readOnly(decimal()),
    invoicedQuantity: readOnly(decimal()),
    invoiceQuantity: number('quantityToInvoice', setQuantityToInvoice),
    receiveQuantity: number('quantityToReceive', setQuantityToReceive),
    itemVariantId: guid({ get: (row, context) => idOf(variantOf(row, context)), set: setVariant }),
    locationId: idProperty('locationId', {
      ...codePair(names.location, 'locationCode'),
      assign: (draft, value) => {
        checkNothingReceived(draft, 'Location Code')
        draft['locationCode'] = value
      },
    }),
  },
  navigation: {
    dimensionSetLines: dimensionSetLinesBelow,
    location: byCode('locations', names.location, 'locationCode'),
  },
  insert: {
    ...purchaseLineInsert,
    start: (draft, context, body) => {
      purchaseLineInsert.start?.(draft, context, body)
      if (isGiven(body['itemId']) && isGiven(body['accountId'])) {
        dialogError('Both "itemId" and "accountId" are specified. Specify only one of them.')
      }
    },
  },
  modify: purchaseLineModify,
  delete: purchaseLineDelete,
}

const isGiven = (value: unknown): boolean => typeof value === 'string' && value !== emptyGuid && value !== ''

/** A stored line has a version. */
const isStored = (draft: Draft): boolean => draft['rowVersion'] !== undefined

/** A value that is there already is no change and runs no rule. */
function number(column: string, set: (draft: Draft, value: string, context: WriteContext) => void): PropertyDefinition {
  return decimal({
    column,
    set: (draft, value, context) => {
      if (draft[column] !== value) set(draft, String(value ?? '0'), context)
    },
  })
}

function noType(draft: Draft, { data }: WriteContext): never {
  const document = textOf(headerOf(draft, data), 'number')
  const key = `Document Type=Order, Document No.=${document}, Line No.=${integerOf(draft, 'sequence')}`
  return mustHaveValue('Type', names.purchaseLine, key)
}

function setDocument(draft: Draft, value: Scalar): void {
  if (isStored(draft) && draft['documentId'] !== value) dialogError('The value for "documentId" cannot be modified.')
  draft['documentId'] = value
}

function setSequence(draft: Draft, value: Scalar): void {
  if (isStored(draft) && draft['sequence'] !== value) {
    dialogError('The value for sequence cannot be modified. Delete and insert the line again.')
  }
  draft['sequence'] = value
}

const objectIdOf = (row: Row, lineType: string): string =>
  row['lineType'] === lineType ? textOf(row, 'objectId') : emptyGuid

const TABLES: Readonly<Record<string, string>> = { Item: names.item, Account: names.account }

function objectOf(row: Readonly<Draft>, { data }: Pick<ReadContext, 'data'>): Row | undefined {
  const table = TABLES[textOf(row, 'lineType')]
  return table === undefined ? undefined : data.get(table, textOf(row, 'objectId'))
}

function setItemId(draft: Draft, value: Scalar, context: WriteContext): void {
  if (value === emptyGuid || value === draft['objectId']) return
  const item = context.data.get(names.item, String(value)) ?? dialogError('Item does not exist.')
  setItem(draft, item, headerOf(draft, context.data), context.data)
}

function setAccountId(draft: Draft, value: Scalar, context: WriteContext): void {
  if (value === emptyGuid || value === draft['objectId']) return
  const account = context.data.get(names.account, String(value)) ?? dialogError('Account does not exist.')
  setAccount(draft, account, headerOf(draft, context.data), context.data)
}

/** The type that the line has already changes nothing; another one blanks number and ids. */
function setType(draft: Draft, value: Scalar): void {
  if (value !== draft['lineType']) setLineType(draft, String(value))
}

function setNumber(draft: Draft, value: Scalar, context: WriteContext): void {
  const wanted = String(value ?? '')
  const present = textOf(objectOf(draft, context) ?? {}, 'number')
  if (wanted === present) return
  if (present !== '') dialogError('The value for "lineObjectNumber" cannot be modified.')
  const { data } = context
  const table = TABLES[textOf(draft, 'lineType')]
  if (table === undefined) return relationError('No.', names.purchaseLine, wanted, 'Standard Text')
  const found = data.lookup(table, ['number'], [wanted]) ?? relationError('No.', names.purchaseLine, wanted, table)
  const set = table === names.item ? setItem : setAccount
  set(draft, found, headerOf(draft, data), data)
}

function unit(): Pair {
  return {
    ...codePair(names.unit, 'unitOfMeasureCode'),
    assign: (draft, value, { data }) => {
      const item = draft['lineType'] === 'Item' ? data.get(names.item, textOf(draft, 'objectId')) : undefined
      if (item === undefined) draft['unitOfMeasureCode'] = value
      else setUnit(draft, item, String(value), headerOf(draft, data), data)
      followQuantity(draft)
    },
  }
}

/** The VAT product group is written, the VAT identifier is read. */
function setTaxCode(draft: Draft, value: Scalar, { data }: WriteContext): void {
  const code = String(value ?? '')
  if (code === draft['vatIdentifier']) return
  if (data.lookup(names.vatProdPostingGroup, ['code'], [code]) === undefined) {
    relationError('VAT Prod. Posting Group', names.purchaseLine, code, names.vatProdPostingGroup)
  }
  setVat(draft, code, data)
}

const variantOf = (row: Row, { data }: ReadContext): Row | undefined =>
  data.lookup(names.itemVariant, ['itemId', 'code'], [textOf(row, 'objectId'), textOf(row, 'variantCode')])

function setVariant(draft: Draft, value: Scalar, { data }: WriteContext): void {
  const variant = value === emptyGuid ? undefined : data.get(names.itemVariant, String(value))
  const isOwn = variant?.['itemId'] === draft['objectId']
  if (value !== emptyGuid && !isOwn) {
    dialogError('The "itemVariantId" does not match to an Item Variant of the line\'s item.')
  }
  if (variant?.['blocked'] === true) {
    fieldError(
      `Blocked must be equal to 'No' in Item Variant: Code=${textOf(variant, 'code')}. Current value is 'Yes'.`,
    )
  }
  const code = textOf(variant ?? {}, 'code')
  if (code === draft['variantCode']) return
  checkNothingReceived(draft, 'Variant Code')
  draft['variantCode'] = code
  if (variant !== undefined) draft['description'] = textOf(variant, 'description') || textOf(draft, 'description')
}
