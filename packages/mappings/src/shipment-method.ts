/** Shipment methods, a value mapping to account.address1_freighttermscode; the ERP leads, as with payment terms. */
import { shipmentMethods } from '@koble/business-central/entities'
import { tableMapping } from '@koble/core'
import { freightTermsOptions } from '@koble/dataverse/entities'

export const shipmentMethod = tableMapping(
  shipmentMethods,
  freightTermsOptions,
  {
    name: 'shipment-method',
    label: 'Shipment methods',
    direction: 'toCrm',
    onlyCoupled: false,
    firstAgreement: 'erp',
    match: [{ fields: [{ field: 'code', ignoreCase: true }] }],
  },
  (map) => [map.toCrm('code', 'label')],
)
