/** The VAT posting setup of a line (erp-business-logic, section 7.2): percent, identifier, calculation type. */
import type { Draft, Reader } from '@koble/odata-server'
import { vatPostingSetup } from '../../ledger/posting-setup.ts'
import { amount, text } from '../../rules/setup.ts'

const WITHOUT_TAX: ReadonlySet<string> = new Set(['Reverse_x0020_Charge_x0020_VAT', 'Sales_x0020_Tax'])

/** Refused when the combination of the line's groups is not set up. */
export function takeVatSetup(line: Draft, data: Reader): void {
  const setup = vatPostingSetup(data, text(line, 'vatBusPostingGroup'), text(line, 'vatProdPostingGroup'))
  const vatCalculationType = text(setup, 'calculationType')
  Object.assign(line, {
    vatCalculationType,
    vatIdentifier: text(setup, 'vatIdentifier'),
    taxPercent: WITHOUT_TAX.has(vatCalculationType) ? '0' : amount(setup, 'vatPercent'),
  })
}
