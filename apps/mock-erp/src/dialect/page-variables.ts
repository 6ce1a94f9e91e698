/**
 * Properties of API v2.0 that are variables of their page and no fields of a table (the sources in business-central-api.json): a filter on one fails or is
 * evaluated late (business-central-protocol, section 4.2). Which error it is, no source says.
 */
import { refuse } from '@koble/odata-server'
import type { EntitySetDefinition, FilterExpression, ReadContext } from '@koble/odata-server'
import { paths } from './check-filter.ts'

const PAGE_VARIABLES: Readonly<Record<string, readonly string[]>> = {
  contacts: ['taxRegistrationNumber'],
  customers: ['currencyCode', 'taxAreaDisplayName', 'taxRegistrationNumber'],
  items: ['inventory'],
  purchaseOrders: ['currencyCode'],
  purchaseReceipts: ['currencyCode'],
  salesCreditMemos: ['currencyCode', 'invoiceId'],
  salesInvoices: ['currencyCode', 'remainingAmount'],
  salesOrders: ['currencyCode', 'partialShipping'],
  salesQuotes: ['currencyCode'],
  salesShipments: ['currencyCode'],
  vendors: ['currencyCode', 'irs1099Code', 'taxRegistrationNumber'],
}

export function refusePageVariables(
  filter: FilterExpression,
  { name }: Pick<EntitySetDefinition, 'name'>,
  { serviceUrl }: Pick<ReadContext, 'serviceUrl'>,
): void {
  if (!/\/api\/v2\.0$/i.test(serviceUrl)) return
  const variables = PAGE_VARIABLES[name] ?? []
  const found = [...paths(filter)].find((path) => variables.includes(path))
  if (found !== undefined) refuse(400, 'Unknown', `The property '${found}' is calculated and cannot be filtered.`)
}
