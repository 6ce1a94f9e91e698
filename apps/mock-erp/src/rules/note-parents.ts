/** The records that take notes, by the name of their kind (docs/koble-api-pages.md, notes). */
import type { Reader, Row } from '@koble/odata-server'
import { names } from '../tables/names.ts'

interface NoteParent {
  readonly table: string
  /** Of sales headers. */
  readonly documentType?: string
}

const PARENTS: Readonly<Record<string, NoteParent>> = {
  Customer: { table: names.customer },
  Vendor: { table: names.vendor },
  Contact: { table: names.contact },
  Item: { table: names.item },
  Resource: { table: names.resource },
  Opportunity: { table: names.opportunity },
  Sales_x0020_Quote: { table: names.salesHeader, documentType: 'Quote' },
  Sales_x0020_Order: { table: names.salesHeader, documentType: 'Order' },
  Posted_x0020_Sales_x0020_Shipment: { table: names.salesShipment },
  Posted_x0020_Sales_x0020_Invoice: { table: names.salesHeader, documentType: 'Posted_x0020_Invoice' },
  Posted_x0020_Sales_x0020_Credit_x0020_Memo: {
    table: names.salesHeader,
    documentType: 'Posted_x0020_Credit_x0020_Memo',
  },
}

export const noteParentTypes: readonly string[] = Object.keys(PARENTS)

export const tableOfParent = (parentType: string): string => PARENTS[parentType]?.table ?? ''

export function noteParent(data: Reader, parentType: string, id: string): Row | undefined {
  const parent = PARENTS[parentType]
  const row = parent === undefined ? undefined : data.get(parent.table, id)
  const fits = parent?.documentType === undefined || row?.['documentType'] === parent.documentType
  return fits ? row : undefined
}
