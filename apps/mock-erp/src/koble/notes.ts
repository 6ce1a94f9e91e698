/** Koble's own `notes` page (docs/koble-api-pages.md). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { noteParent, noteParentTypes } from '../rules/note-parents.ts'
import { checkText, noteInsert } from '../rules/notes.ts'
import { text as textOf } from '../rules/setup.ts'
import {
  choice,
  codeField,
  computed,
  guid,
  instant,
  integer,
  readOnly,
  systemFields,
  systemId,
  text,
} from '../sets/properties.ts'
import { names } from '../tables/names.ts'

export const notes: EntitySetDefinition = {
  name: 'notes',
  entityType: 'note',
  table: names.note,
  fixed: { kind: 'Note' },
  properties: {
    id: systemId,
    entryNumber: readOnly(integer()),
    parentType: choice('noteParentType', noteParentTypes, { readOnly: 'afterInsert' }),
    parentId: guid({ readOnly: 'afterInsert' }),
    parentNumber: computed(codeField(20), (row, { data }) =>
      textOf(noteParent(data, textOf(row, 'parentType'), textOf(row, 'parentId')) ?? {}, 'number'),
    ),
    text: { type: 'String' },
    userName: readOnly(text(132)),
    notedAt: readOnly(instant()),
    ...systemFields,
  },
  insert: noteInsert,
  modify: { before: checkText },
  delete: {},
}
