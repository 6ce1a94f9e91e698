/** Every table of the emulated organization, by logical name. */
import { account } from './account.ts'
import { contact } from './contact.ts'
import { kobleAccountstatistics, kobleChallenge, kobleCompany } from './koble-tables.ts'
import { businessunit, organization, role, systemuserroles, team, transactioncurrency } from './organization-tables.ts'
import {
  asyncoperation,
  sdkmessage,
  sdkmessagefilter,
  sdkmessageprocessingstep,
  serviceendpoint,
  webresource,
} from './platform-tables.ts'
import { stringmap } from './stringmap.ts'
import { systemuser } from './systemuser.ts'
import type { Column } from './column.ts'
import type { TableSchema } from './table.ts'
import { annotation, post, task } from './timeline-tables.ts'

const all: readonly TableSchema[] = [
  organization,
  businessunit,
  role,
  systemuser,
  systemuserroles,
  team,
  transactioncurrency,
  kobleCompany,
  kobleAccountstatistics,
  kobleChallenge,
  account,
  contact,
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
