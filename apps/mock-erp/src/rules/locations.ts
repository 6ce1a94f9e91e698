/** Locations: a new one takes the inventory accounts of the blank location, for which the API has no page (erp-business-logic, section 7.2). */
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { codeRules, type CodeRules } from './code-records.ts'
import { text } from './setup.ts'

const rules = codeRules(names.location)

export const locationRules: CodeRules = {
  ...rules,
  insert: {
    ...rules.insert,
    after: (row, context) => {
      const { data } = context
      const locationCode = text(row, 'code')
      if (findAll(data, names.inventoryPostingSetup, { locationCode }).length > 0) return
      for (const setup of findAll(data, names.inventoryPostingSetup, { locationCode: '' })) {
        const { inventoryPostingGroup, inventoryAccount, inventoryInterimAccount } = setup
        const accounts = { inventoryPostingGroup, inventoryAccount, inventoryInterimAccount }
        insertRow(data, names.inventoryPostingSetup, { locationCode, ...accounts } as Parameters<typeof insertRow>[2])
      }
      context.remark(`The Inventory Posting Setup of location ${locationCode} was copied from the blank location.`)
    },
  },
}
