/** The rules of each table that has some. */
import { accountRules } from './account.ts'
import { annotationRules } from './annotation.ts'
import { contactRules } from './contact.ts'
import { currencyRules } from './currency.ts'
import { sdkStepRules } from './sdk-step.ts'
import { systemuserRules } from './systemuser.ts'
import type { TableRules } from './table-rules.ts'
import { webresourceRules } from './webresource.ts'

const rules: Readonly<Record<string, TableRules>> = {
  account: accountRules,
  contact: contactRules,
  annotation: annotationRules,
  transactioncurrency: currencyRules,
  systemuser: systemuserRules,
  sdkmessageprocessingstep: sdkStepRules,
  serviceendpoint: {},
  webresource: webresourceRules,
}

export const rulesOf = (table: string): TableRules => rules[table] ?? {}
