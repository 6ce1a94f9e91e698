/** API v2.0 `pictures`, reached through their parents (business-central-protocol, section 12; wire-examples, A29). */
import type { EntitySetDefinition, NavigationDefinition, Reader, Row, WriteContext } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import { choice, integer, readOnly, systemId, text } from '../sets/properties.ts'
import { contentOf } from '../sets/stored-content.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { imageSize } from '../values/image-size.ts'
import { members } from '../values/members.ts'

export const pictures: EntitySetDefinition = {
  name: 'pictures',
  entityType: 'picture',
  table: names.picture,
  requiresParent: ['id'],
  properties: {
    id: readOnly(systemId),
    parentType: readOnly(choice('pictureParentType', members.pictureParent)),
    width: readOnly(integer()),
    height: readOnly(integer()),
    contentType: readOnly(text(100)),
    pictureContent: { type: 'Stream', stream: { read: contentOf, write, clear: remove } },
  },
  modify: {},
  delete: {},
}

export type PictureParent = (typeof members.pictureParent)[number]

/** The navigation property `picture` of a record's set. */
export const picture = (parentType: PictureParent): NavigationDefinition => ({
  target: 'pictures',
  contained: true,
  readOnly: true,
  rows: (row, { data }) => [pictureOf(data, row, parentType)],
})

/** Kept under the record's own id; a row without content stands for a picture that is not there. */
const pictureOf = (data: Reader, parent: Row, parentType: PictureParent): Row =>
  data.get(names.picture, parent.id) ??
  computedRow(parent.id, { parentId: parent.id, parentType, width: 0, height: 0, contentType: '', content: '' })

function write(row: Row, { bytes }: { readonly bytes: Uint8Array }, { data }: WriteContext): void {
  const { contentType, width, height } = imageSize(bytes) ?? UNKNOWN
  const picture = { contentType, width, height, content: Buffer.from(bytes).toString('base64') }
  if (data.get(names.picture, row.id) === undefined) {
    const parentType = textOf(row, 'parentType')
    insertRow(data, names.picture, { id: row.id, parentId: row.id, parentType, ...picture })
  } else data.update(names.picture, row.id, picture)
}

const UNKNOWN = { contentType: 'application/octet-stream', width: 0, height: 0 } as const

function remove(row: Row, { data }: WriteContext): void {
  if (data.get(names.picture, row.id) !== undefined) data.remove(names.picture, row.id)
}
