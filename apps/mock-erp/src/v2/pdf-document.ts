/** API v2.0 `pdfDocument`: a document as it is printed (wire-examples, A31). */
import type { EntitySetDefinition, NavigationDefinition } from '@koble/odata-server'
import { dimensionParent } from '../rules/dimension-holders.ts'
import { documentText } from '../rules/document-text.ts'
import { text as textOf } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import { guid, readOnly, systemId, text } from '../sets/properties.ts'
import { pdfOf } from '../values/pdf.ts'

export const pdfDocument: EntitySetDefinition = {
  name: 'pdfDocument',
  entityType: 'pdfDocument',
  rows: () => [],
  requiresParent: ['parentId'],
  properties: {
    id: readOnly(systemId),
    parentId: readOnly(guid()),
    parentType: readOnly(text(100)),
    pdfDocumentContent: {
      type: 'Stream',
      stream: {
        read: (row, { data }) => ({
          contentType: 'application/octet-stream',
          bytes: pdfOf(documentText(data, textOf(row, 'parentId'))),
        }),
      },
    },
  },
}

/** The navigation property `pdfDocument` of a document's set. */
export const pdfDocumentBelow: NavigationDefinition = {
  target: 'pdfDocument',
  contained: true,
  readOnly: true,
  rows: (row, { data }) => [
    computedRow(row.id, { parentId: row.id, parentType: dimensionParent(data, row.id)?.parentType ?? '_x0020_' }),
  ],
}
