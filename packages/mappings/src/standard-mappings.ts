/** The standard mappings in dependency order, and the entities that they join. */
import { erpEntities } from '@koble/business-central/entities'
import type { Entity, TableMapping } from '@koble/core'
import { crmEntities } from '@koble/dataverse/entities'
import { contact } from './contact.ts'
import { currency } from './currency.ts'
import { customer } from './customer.ts'
import { paymentTerms } from './payment-terms.ts'
import { salesperson } from './salesperson.ts'
import { shipmentMethod } from './shipment-method.ts'

export const standardMappings: readonly TableMapping[] = [
  currency,
  paymentTerms,
  shipmentMethod,
  salesperson,
  customer,
  contact,
]

export const standardEntities: readonly Entity[] = [...Object.values(erpEntities), ...Object.values(crmEntities)]
