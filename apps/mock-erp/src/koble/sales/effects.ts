/**
 * What Koble's actions did, one row an effect, written in the transaction of the effect itself (docs/koble-api-pages.md, "Actions and effects"). A row is kept
 * for 90 days.
 */
import type { Draft, EntitySetDefinition, Reader, Row, WriteContext } from '@koble/odata-server'
import {
  bool,
  choice,
  codeField,
  date,
  guid,
  integer,
  readOnly,
  systemFields,
  systemId,
  text,
} from '../../sets/properties.ts'
import { insertRow } from '../../tables/insert-row.ts'
import { names } from '../../tables/names.ts'

const KEPT_DAYS = 90
const DAY_MS = 86_400_000

const isKept = (effect: Row, now: string): boolean =>
  Date.parse(effect.createdAt) > Date.parse(now) - KEPT_DAYS * DAY_MS

/** The effect that was stored under this id, if it still is. */
export function storedEffect(data: Reader, id: string, now: string): Row | undefined {
  const effect = data.get(names.actionEffect, id)
  return effect === undefined || !isKept(effect, now) ? undefined : effect
}

/** Stores what was done and answers it as JSON text, letter for letter what a repeat will get. */
export function storeEffect(effect: Draft, effectId: string, { data }: Pick<WriteContext, 'data'>): string {
  if (data.get(names.actionEffect, effectId) !== undefined) data.remove(names.actionEffect, effectId)
  const result = JSON.stringify({ effectId, ...effect })
  insertRow(data, names.actionEffect, { ...effect, id: effectId, effectId, result })
  return result
}

const documentTypes = ['Quote', 'Order', 'Posted_x0020_Shipment', 'Posted_x0020_Invoice'] as const

export const effects: EntitySetDefinition = {
  name: 'effects',
  entityType: 'effect',
  table: names.actionEffect,
  where: (row, { now }) => isKept(row, now),
  properties: {
    id: readOnly(systemId),
    action: readOnly(text(30)),
    sourceType: readOnly(choice('effectSourceType', ['Quote', 'Order'])),
    sourceId: readOnly(guid()),
    sourceNumber: readOnly(codeField(20)),
    sourceStatus: readOnly(
      choice('salesDocumentStatus', ['Open', 'Released', 'Pending_x0020_Approval', 'Pending_x0020_Prepayment']),
    ),
    sourceDeleted: readOnly(bool()),
    documentType: readOnly(choice('effectDocumentType', documentTypes)),
    documentId: readOnly(guid()),
    number: readOnly(codeField(20)),
    postingDate: readOnly(date()),
    versionNumber: readOnly(integer()),
    ...systemFields,
  },
}
