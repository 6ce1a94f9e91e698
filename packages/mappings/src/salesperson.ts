/** Salespeople and the CRM's users, CRM to ERP, coupled ones only (reference/table-mappings.md, SalesPeopleSystemUserMapping). */
import { salespeople } from '@koble/business-central/entities'
import { tableMapping } from '@koble/core'
import { systemuser } from '@koble/dataverse/entities'

export const salesperson = tableMapping(
  salespeople,
  systemuser,
  {
    name: 'salesperson',
    label: 'Salespeople',
    direction: 'toErp',
    crmFilter: [
      { field: 'isdisabled', operator: 'eq', value: false },
      { field: 'islicensed', operator: 'eq', value: true },
      { field: 'isintegrationuser', operator: 'eq', value: false },
    ],
    firstAgreement: 'crm',
    match: [{ fields: [{ field: 'email', ignoreCase: true }] }],
  },
  (map) => [
    map.toErp('email', 'internalemailaddress'),
    map.toErp('displayName', 'fullname'),
    map.toErp('phoneNumber', 'mobilephone'),
  ],
)
