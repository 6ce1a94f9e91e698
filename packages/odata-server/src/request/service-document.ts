/** The service document: names and addresses of the sets. */
import type { ReadContext } from '../model/context.ts'
import type { Json } from '../model/value.ts'
import type { RootModel } from './model.ts'

export function serviceDocument(model: RootModel, context: ReadContext): Json {
  const value = model.root.sets
    .filter((set) => set.hidden !== true)
    .map((set) => ({ name: set.name, kind: set.singleton === true ? 'Singleton' : 'EntitySet', url: set.name }))
  return { '@odata.context': `${context.serviceUrl}/$metadata`, value }
}
