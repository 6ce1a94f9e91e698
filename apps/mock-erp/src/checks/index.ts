/** The mock ERP against evaluators of its figures and queries, and against whatever may be sent, in any number of cases: what the long checks run. */
export { checkAvailability } from './availability.ts'
export { checkDialectQueries } from './dialect-queries.ts'
export { checkPrices } from './prices.ts'
export { checkStatistics } from './statistics.ts'
export { fuzzErp } from './fuzz-erp.ts'
