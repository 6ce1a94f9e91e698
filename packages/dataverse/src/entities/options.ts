/**
 * Choices whose values are coupled like records: one entity a column, one record an option. A record's id is the option's
 * value as text, its tag the label. They are read from the column's definition (reference/dataverse-protocol.md, "Metadata").
 */
import { entity, integer, readOnly, text } from '@koble/core'

const options = <const Name extends `option:${string}.${string}`>(name: Name, label: string) =>
  entity('crm', name, { label, nameField: 'label', key: 'value' }, { value: readOnly(integer()), label: text(200) })

export const paymentTermsOptions = options('option:account.paymenttermscode', 'payment terms option')
export const freightTermsOptions = options('option:account.address1_freighttermscode', 'freight terms option')
