/** What stands on a printed document: the emulator's own plain layout, with the document's own figures. */
import type { Reader, Row } from '@koble/odata-server'
import { decodeMember } from '../values/enum-name.ts'
import { names } from '../tables/names.ts'
import { dimensionParent } from './dimension-holders.ts'
import { amount, text } from './setup.ts'

const LINES: Readonly<Record<string, string>> = {
  [names.salesHeader]: names.salesLine,
  [names.salesShipment]: names.salesShipmentLine,
  [names.salesHeaderArchive]: names.salesLineArchive,
  [names.purchaseHeader]: names.purchaseLine,
  [names.purchaseReceipt]: names.purchaseReceiptLine,
  [names.transferHeader]: names.transferLine,
}

export function documentText(data: Reader, id: string): string[] {
  const holder = dimensionParent(data, id)
  if (holder === undefined) return recordText(data.get(names.project, id))
  const { row, table, parentType } = holder
  return [
    `${decodeMember(parentType)} ${text(row, 'number')}`,
    '',
    ...['sellToName', 'buyFromName', 'transferToCode'].map((column) => text(row, column)).filter((each) => each !== ''),
    `Date ${text(row, 'documentDate') || text(row, 'postingDate')}`,
    '',
    ...Array.from(data.find(LINES[table] ?? names.salesLine, { documentId: id }), lineText),
  ]
}

const recordText = (project: Row | undefined): string[] =>
  project === undefined ? [] : [`Project ${text(project, 'number')}`, '', text(project, 'displayName')]

function lineText(line: Row): string {
  const price = text(line, 'unitPrice') || amount(line, 'directUnitCost')
  const figures = `${amount(line, 'quantity').padStart(10)} ${text(line, 'unitOfMeasureCode').padEnd(10)} ${price.padStart(12)} ${amount(line, 'amount').padStart(14)}`
  return `${text(line, 'description').slice(0, 38).padEnd(40)}${figures}`
}
