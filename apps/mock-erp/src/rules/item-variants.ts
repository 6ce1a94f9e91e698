/** Variants of an item (erp-business-logic, section 6.5). */
import type { Draft, Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import type { CodeRules } from './code-records.ts'
import { removeDependents } from './dependents.ts'
import { outstandingLine } from './outstanding.ts'
import { refuseTakenId } from './record-identity.ts'
import { alreadyExists, dialogError, mustHaveValue } from './refusals.ts'
import { text } from './setup.ts'

export const itemVariantRules: CodeRules = {
  insert: {
    start: (_draft, context, body) => refuseTakenId(names.itemVariant, context, body),
    before: (draft, { data }) => checkKey(draft, data),
  },
  modify: {
    before: (draft, row, { data }) => {
      if (draft['itemId'] === row['itemId'] && draft['code'] === row['code']) return
      refuseUsed(row, data)
      checkKey(draft, data)
    },
  },
  delete: {
    before: (row, { data }) => refuseUsed(row, data),
    after: (row, { data }) => removeDependents(data, row.id),
  },
}

function checkKey(draft: Draft, data: Reader): void {
  const [itemId, code] = [text(draft, 'itemId'), text(draft, 'code')]
  const item = itemId === '' || itemId === emptyGuid ? undefined : data.get(names.item, itemId)
  if (item === undefined) return mustHaveValue('Item No.', names.itemVariant, `Item No.=,Code=${code}`)
  const number = text(item, 'number')
  if (code === '') mustHaveValue('Code', names.itemVariant, `Item No.=${number},Code=`)
  if (data.lookup(names.itemVariant, ['itemId', 'code'], [itemId, code]) !== undefined) {
    alreadyExists(names.itemVariant, `Item No.='${number}',Code='${code}'`)
  }
}

/** A variant that entries or unposted lines name is neither deleted nor renamed. */
function refuseUsed(row: Row, data: Reader): void {
  const user = userOf(row, data)
  if (user === undefined) return
  dialogError(
    `You cannot delete item variant ${text(row, 'code')} because there is at least one ${user} that includes this Variant Code.`,
  )
}

function userOf(row: Row, data: Reader): string | undefined {
  const [itemId, variantCode] = [text(row, 'itemId'), text(row, 'code')]
  for (const table of [names.salesLine, names.purchaseLine] as const) {
    if (outstandingLine(data, table, 'objectId', itemId, { variantCode }) !== undefined) return table
  }
  for (const table of [names.transferLine, names.itemLedgerEntry] as const) {
    for (const _ of data.find(table, { itemId, variantCode })) return table
  }
  return undefined
}
