/**
 * When the service leaves amounts as they are written: sales order processing integration hands orders and invoices to the back office,
 * and an organization may calculate prices itself (reference/dataverse-protocol.md, sections 13.1 and 14).
 */

export type PricedWrite = 'create' | 'update' | 'delete'

export interface Writer {
  /** `organization.issopintegrationenabled`. */
  readonly orderProcessing: boolean
  /** `organization.oobpricecalculationenabled`; false: the organization's own code prices. */
  readonly ownEngine: boolean
  /** `systemuser.isintegrationuser` of who writes. */
  readonly integrationUser: boolean
  /** The order is in the state Submitted. */
  readonly submitted: boolean
}

type Rule = (writer: Writer) => boolean

const never: Rule = () => false
const integration: Rule = (writer) => writer.integrationUser
const either: Rule = (writer) => writer.integrationUser || writer.submitted

/** Section 13.1's table, row by row; what it does not name is never skipped. (Its last column, Recalculate, is a message that the emulator does not have.) */
const rules: Readonly<Record<string, Readonly<Record<PricedWrite, Rule>>>> = {
  salesorder: { create: integration, update: either, delete: never },
  salesorderdetail: { create: either, update: either, delete: integration },
  invoice: { create: integration, update: integration, delete: never },
  invoicedetail: { create: integration, update: integration, delete: integration },
}

export function pricingSkipped(table: string, write: PricedWrite, writer: Writer): boolean {
  if (!writer.ownEngine) return true
  return writer.orderProcessing && (rules[table]?.[write] ?? never)(writer)
}
