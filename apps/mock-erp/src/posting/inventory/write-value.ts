/** A value entry of an item ledger entry, and its cost in the general ledger (erp-business-logic, sections 3.3 and 7.2). */
import type { Draft, Reader, Row } from '@koble/odata-server'
import { generalPostingSetup, inventoryPostingSetup, setupAccount } from '../../ledger/posting-setup.ts'
import { nextEntry } from '../../ledger/posting.ts'
import { amount, integer, inventorySetup, text } from '../../rules/setup.ts'
import { insertRow } from '../../tables/insert-row.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, negate } from '../../values/decimal.ts'
import type { StockPosting } from './item-movement.ts'

/** Columns of the item ledger entry that its value entries repeat. */
const REPEATED = [
  'itemId',
  'sourceType',
  'sourceId',
  'locationCode',
  'variantCode',
  'documentLineNumber',
  'dimensionSetId',
  'description',
  'externalDocumentNumber',
] as const

const GROUPS = ['genBusPostingGroup', 'genProdPostingGroup', 'inventoryPostingGroup'] as const

/** `groups`: a draft or an earlier value entry that names the posting groups. */
export function writeValue(
  stock: StockPosting,
  entry: Row,
  groups: Readonly<Record<string, unknown>>,
  draft: Readonly<Draft>,
): Row {
  const { data, transactionNumber, postingDate, documentType, documentNumber } = stock.posting
  const value = insertRow(data, names.valueEntry, {
    ...Object.fromEntries(REPEATED.map((column) => [column, entry[column] ?? null])),
    ...Object.fromEntries(GROUPS.map((column) => [column, text(groups, column)])),
    documentType,
    documentNumber,
    entryType: 'Direct_x0020_Cost',
    ...draft,
    entryNumber: nextEntry(data, names.valueEntry),
    itemLedgerEntryNumber: integer(entry, 'entryNumber'),
    itemLedgerEntryType: text(entry, 'entryType'),
    transactionNumber,
    postingDate,
  })
  return postCost(stock, value)
}

/** With automatic cost posting: inventory against cost of goods, applied direct cost or inventory adjustment. */
function postCost({ posting, general }: StockPosting, value: Row): Row {
  const setup = inventorySetup(posting.data)
  if (setup['automaticCostPosting'] !== true) return value
  const actual = amount(value, 'costAmountActual')
  const expected = setup['expectedCostPosting'] === true ? amount(value, 'costAmountExpected') : '0'
  const dimensions = { dimensionSetId: integer(value, 'dimensionSetId') }
  for (const [cost, accounts] of [
    [actual, actualAccounts],
    [expected, interimAccounts],
  ] as const) {
    if (big(cost).eq(0)) continue
    const [inventory, other] = accounts(posting.data, value)
    general.add(inventory, cost, dimensions)
    general.add(other, negate(cost), dimensions)
  }
  return posting.data.update(names.valueEntry, value.id, { costPostedToGl: canonical(big(actual).plus(expected)) })
}

type Accounts = readonly [inventory: string, other: string]

function actualAccounts(data: Reader, value: Row): Accounts {
  const [general, title] = [generalOf(data, value), names.generalPostingSetup]
  const inventory = setupAccount(
    inventoryOf(data, value),
    'inventoryAccount',
    'Inventory Account',
    names.inventoryPostingSetup,
  )
  const kind = value['itemLedgerEntryType']
  if (kind === 'Sale') return [inventory, setupAccount(general, 'costOfGoodsAccount', 'COGS Account', title)]
  if (kind === 'Purchase')
    return [inventory, setupAccount(general, 'directCostAppliedAccount', 'Direct Cost Applied Account', title)]
  return [inventory, setupAccount(general, 'inventoryAdjustmentAccount', 'Inventory Adjmt. Account', title)]
}

function interimAccounts(data: Reader, value: Row): Accounts {
  const [general, title] = [generalOf(data, value), names.generalPostingSetup]
  const setup = inventoryOf(data, value)
  const interim = setupAccount(
    setup,
    'inventoryInterimAccount',
    'Inventory Account (Interim)',
    names.inventoryPostingSetup,
  )
  if (value['itemLedgerEntryType'] === 'Sale')
    return [interim, setupAccount(general, 'costOfGoodsInterimAccount', 'COGS Account (Interim)', title)]
  return [interim, setupAccount(general, 'inventoryAccrualInterimAccount', 'Invt. Accrual Acc. (Interim)', title)]
}

const generalOf = (data: Reader, value: Row): Row =>
  generalPostingSetup(data, text(value, 'genBusPostingGroup'), text(value, 'genProdPostingGroup'))

const inventoryOf = (data: Reader, value: Row): Row =>
  inventoryPostingSetup(data, text(value, 'locationCode'), text(value, 'inventoryPostingGroup'))
