/** The ERP connector: Business Central over API v2.0 and Koble's own pages, behind core's ports. */
export { listCompanies, type Company } from './companies.ts'
export { connectBusinessCentral, type BusinessCentral, type BusinessCentralOptions } from './connect.ts'
export type { CustomerStatistics, ReadCustomerStatistics } from './customer-statistics.ts'
export { erpEntities } from './entities/index.ts'
export {
  businessCentralGovernor,
  businessCentralLimits,
  longestWriteMs,
  type BusinessCentralAccess,
} from './open-client.ts'
export type { Session } from './session.ts'
export { missingWithoutPages } from './wire/wire-table.ts'
