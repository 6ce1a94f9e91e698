/**
 * Payment terms, a value mapping: each code of the ERP is an option of account.paymenttermscode (reference/coupling-and-sync.md, "Option
 * mappings"). The ERP leads, so that every code a customer carries has an option; an option with the code as its label is taken.
 */
import { paymentTerms as erpPaymentTerms } from '@koble/business-central/entities'
import { tableMapping } from '@koble/core'
import { paymentTermsOptions } from '@koble/dataverse/entities'

export const paymentTerms = tableMapping(
  erpPaymentTerms,
  paymentTermsOptions,
  {
    name: 'payment-terms',
    label: 'Payment terms',
    direction: 'toCrm',
    onlyCoupled: false,
    firstAgreement: 'erp',
    match: [{ fields: [{ field: 'code', ignoreCase: true }] }],
  },
  (map) => [map.toCrm('code', 'label')],
)
