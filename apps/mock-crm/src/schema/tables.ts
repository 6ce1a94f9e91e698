/** Every table of the emulated organization, by logical name. */
import { account } from './account.ts'
import { opportunityclose, orderclose, quoteclose } from './close-tables.ts'
import { contact } from './contact.ts'
import { customeraddress } from './customeraddress.ts'
import { invoice, invoicedetail } from './invoice.ts'
import { kobleAccountstatistics, kobleChallenge, kobleCompany } from './koble-tables.ts'
import { opportunity, opportunityproduct } from './opportunity.ts'
import {
  businessunit,
  organization,
  role,
  systemuserroles,
  team,
  teammembership,
  transactioncurrency,
} from './organization-tables.ts'
import {
  asyncoperation,
  sdkmessage,
  sdkmessagefilter,
  sdkmessageprocessingstep,
  serviceendpoint,
  webresource,
} from './platform-tables.ts'
import { discount, discounttype, pricelevel, productpricelevel } from './price-tables.ts'
import { product } from './product.ts'
import { quote, quotedetail } from './quote.ts'
import { salesorder, salesorderdetail } from './salesorder.ts'
import { stringmap } from './stringmap.ts'
import { systemuser } from './systemuser.ts'
import type { Column } from './column.ts'
import type { TableSchema } from './table.ts'
import { annotation, post, task } from './timeline-tables.ts'
import { uom, uomschedule } from './unit-tables.ts'

const all: readonly TableSchema[] = [
  organization,
  businessunit,
  role,
  systemuser,
  systemuserroles,
  team,
  teammembership,
  transactioncurrency,
  kobleCompany,
  kobleAccountstatistics,
  kobleChallenge,
  account,
  contact,
  customeraddress,
  uomschedule,
  uom,
  product,
  pricelevel,
  productpricelevel,
  discounttype,
  discount,
  opportunity,
  opportunityproduct,
  quote,
  quotedetail,
  salesorder,
  salesorderdetail,
  invoice,
  invoicedetail,
  quoteclose,
  orderclose,
  opportunityclose,
  annotation,
  task,
  post,
  serviceendpoint,
  sdkmessage,
  sdkmessagefilter,
  sdkmessageprocessingstep,
  asyncoperation,
  webresource,
  stringmap,
]

export const tables: ReadonlyMap<string, TableSchema> = new Map(all.map((schema) => [schema.name, schema]))

export function tableOf(name: string): TableSchema {
  const schema = tables.get(name)
  if (schema === undefined) throw new Error(`There is no table '${name}'.`)
  return schema
}

export const isLookup = (column: Column): boolean => column.targets !== undefined

/** The JSON name of a column: lookups are read as `_{name}_value`. */
export const propertyOf = (name: string, column: Column): string => (isLookup(column) ? `_${name}_value` : name)
