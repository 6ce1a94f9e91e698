/** Names of mappings, fields and sides for people: `sales-order-line` reads "Sales order line", `creditLimit` "Credit limit". */
import type { Direction, Side } from '../api/types.ts'

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

export const mappingName = (mapping: string): string => sentence(mapping.replaceAll('-', ' '))

/** A label that is already prose stays as it is. */
export const fieldName = (field: string): string =>
  sentence(
    field
      .replaceAll('_', ' ')
      .replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`),
  )

export const sideName: Readonly<Record<Side, string>> = { erp: 'ERP', crm: 'CRM' }
export const otherSide: Readonly<Record<Side, Side>> = { erp: 'crm', crm: 'erp' }

export const directionName: Readonly<Record<Direction, string>> = {
  both: 'Both ways',
  toCrm: 'ERP to CRM',
  toErp: 'CRM to ERP',
}
