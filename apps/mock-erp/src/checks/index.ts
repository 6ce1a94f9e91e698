/** The mock ERP's figures against evaluators of their own, in any number of cases: what the long checks run. */
export { checkAvailability } from './availability.ts'
export { checkPrices } from './prices.ts'
export { checkStatistics } from './statistics.ts'
