/** `Xrm.WebApi`: the client API's five calls over the Web API of this origin. */
import { create, list, remove, retrieve, update, textOf } from './web-api.ts'

let setNames: Promise<ReadonlyMap<string, string>> | undefined

/** Logical names to set names, from the service's own metadata; asked once a page. */
async function setNameOf(table: string): Promise<string> {
  setNames ??= list('EntityDefinitions?$select=LogicalName,EntitySetName', 5000).then(
    ({ rows }) => new Map(rows.map((row) => [textOf(row['LogicalName']), textOf(row['EntitySetName'])])),
  )
  const found = (await setNames).get(table)
  if (found === undefined) throw new Error(`There is no table '${table}'.`)
  return found
}

const bare = (id: string): string => id.replaceAll(/[{}]/g, '').toLowerCase()

export const xrmWebApi = {
  createRecord: async (table: string, data: object) => ({
    entityType: table,
    id: await create(await setNameOf(table), data),
  }),
  retrieveRecord: async (table: string, id: string, options = '') =>
    retrieve(`${await setNameOf(table)}(${bare(id)})${options}`),
  retrieveMultipleRecords: async (table: string, options = '', maxPageSize = 5000) => {
    const page = await list(`${await setNameOf(table)}${options}`, maxPageSize)
    return { entities: page.rows, nextLink: page.nextLink }
  },
  updateRecord: async (table: string, id: string, data: object) => {
    await update(`${await setNameOf(table)}(${bare(id)})`, data)
    return { entityType: table, id }
  },
  deleteRecord: async (table: string, id: string) => {
    await remove(`${await setNameOf(table)}(${bare(id)})`)
    return { entityType: table, id }
  },
  isAvailableOffline: () => false,
}
