/** The choices of a table's columns, read once from the service. */
import type { Option } from '@koble/ui'
import { list, textOf } from './web-api.ts'

export type OptionSets = Readonly<Record<string, readonly Option[]>>

export async function readOptionSets(table: string): Promise<OptionSets> {
  const url = `stringmaps?$select=attributename,attributevalue,value,displayorder&$filter=objecttypecode eq '${table}'&$orderby=displayorder`
  const { rows } = await list(url, 5000)
  const sets: Record<string, Option[]> = {}
  for (const row of rows) {
    const options = (sets[textOf(row['attributename'])] ??= [])
    options.push({ value: textOf(row['attributevalue']), label: textOf(row['value']) })
  }
  return sets
}
