/** Records of small tables: the code is required, a changed code renames and every reference follows. */
import type { DeleteRules, Draft, InsertRules, ModifyRules, Row, WriteContext } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { alreadyExists, dialogError, mustHaveValue } from './refusals.ts'
import { renameReferences } from './references.ts'
import { refuseTakenId } from './customers.ts'
import { text } from './setup.ts'

export interface CodeRules {
  readonly insert: InsertRules
  readonly modify: ModifyRules
  readonly delete: DeleteRules
}

export function codeRules(table: string, defaults: Draft = {}): CodeRules {
  return {
    insert: {
      start: (draft, context, body) => {
        refuseTakenId(table, context, body)
        Object.assign(draft, defaults)
      },
      before: (draft, context) => checkCode(draft, context, table),
    },
    modify: {
      before: (draft, row, context) => {
        if (draft['code'] !== row['code']) checkCode(draft, context, table)
      },
      after: (row, before, context) => {
        const [from, to] = [text(before, 'code'), text(row, 'code')]
        if (from !== to) renameReferences(context.data, table, from, to)
      },
    },
    delete: { before: (row, context) => checkDeletable(row, context, table) },
  }
}

function checkCode(draft: Draft, context: WriteContext, table: string): void {
  const code = text(draft, 'code')
  if (code === '') mustHaveValue('Code', table, 'Code=')
  if (context.data.lookup(table, ['code'], [code]) !== undefined) alreadyExists(table, `Code='${code}'`)
}

function checkDeletable(row: Row, context: WriteContext, table: string): void {
  const code = text(row, 'code')
  if (table === names.currency) {
    for (const entry of context.data.find(names.ledgerEntry, { currencyCode: code })) {
      if (entry['open'] === true) {
        dialogError(`You cannot delete Currency ${code} because there are one or more open Cust. Ledger Entries in it.`)
      }
    }
    for (const rate of findAll(context.data, names.exchangeRate, { currencyCode: code })) {
      context.data.remove(names.exchangeRate, rate.id)
    }
  }
  if (table === names.salesperson) {
    for (const _ of context.data.find(names.ledgerEntry, { salespersonCode: code })) {
      dialogError(
        `You cannot delete Salesperson/Purchaser ${code} because there are one or more Cust. Ledger Entries with it.`,
      )
    }
  }
}
