/** The rules of each table that has some. */
import { annotationRules } from './annotation.ts'
import { salesRules } from '../sales/sales-rules.ts'
import { contactRules } from './contact.ts'
import { currencyRules } from './currency.ts'
import { discountRules, discounttypeRules, pricelevelRules, productpricelevelRules } from './price-tables.ts'
import { productRules } from './product.ts'
import { sdkStepRules } from './sdk-step.ts'
import { systemuserRules } from './systemuser.ts'
import type { TableRules } from './table-rules.ts'
import { teamRules } from './team.ts'
import { uomRules, uomscheduleRules } from './unit-tables.ts'
import { webresourceRules } from './webresource.ts'

const rules: Readonly<Record<string, TableRules>> = {
  contact: contactRules,
  annotation: annotationRules,
  transactioncurrency: currencyRules,
  systemuser: systemuserRules,
  team: teamRules,
  uomschedule: uomscheduleRules,
  uom: uomRules,
  product: productRules,
  pricelevel: pricelevelRules,
  productpricelevel: productpricelevelRules,
  discounttype: discounttypeRules,
  discount: discountRules,
  sdkmessageprocessingstep: sdkStepRules,
  serviceendpoint: {},
  webresource: webresourceRules,
  ...salesRules,
}

export const rulesOf = (table: string): TableRules => rules[table] ?? {}
