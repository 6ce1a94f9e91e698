/** Writing through a set's rules from inside a hook or an action. */
import { setOf } from './model.ts'
import { resolveReference } from './resolve-reference.ts'
import { deleteEntity, insertEntity, modifyEntity } from './write-entity.ts'
import type { ReadContext, SetWriter, WriteContext } from '../model/context.ts'
import type { Transaction } from '../model/table.ts'
import type { RootModel } from './model.ts'

export function writeContext(model: RootModel, context: ReadContext, data: Transaction): WriteContext {
  const sets: SetWriter = {
    insert: (set, body, parent) =>
      insertEntity(
        { model, context: inside },
        setOf(model, set),
        body,
        parent && { column: parent.column, parent: parent.row },
      ),
    modify: (set, row, body) => modifyEntity({ model, context: inside }, setOf(model, set), row, body),
    remove: (set, row) => deleteEntity({ model, context: inside }, setOf(model, set), row),
    resolve: (set, address) =>
      resolveReference(address, {
        model,
        context: inside,
        target: setOf(model, set),
        property: set,
        set: setOf(model, set),
      }),
  }
  const inside: WriteContext = { ...context, data, sets }
  return inside
}
