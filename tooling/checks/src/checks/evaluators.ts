/** The emulators' kit and the mock ERP's figures against second, naive evaluators. */
import { checkAvailability, checkDialectQueries, checkPrices, checkStatistics, fuzzErp } from '@koble/mock-erp/checks'
import { checkHostileInput, checkQueries } from '@koble/odata-server/testing'
import type { Check, CheckResult } from '../check.ts'

type Run = (options: { readonly cases: number; readonly seed: number }) => Promise<CheckResult | void>

/** `full` is the number of cases that the promise names. */
function comparison(name: string, about: string, full: number, run: Run): Check {
  return {
    name,
    about,
    async run({ scale, seed }) {
      const cases = Math.max(1, Math.round(full * scale))
      const result = await run({ cases, seed })
      return { ok: result?.ok ?? true, lines: [`${cases} cases`, ...(result?.lines ?? [])] }
    },
  }
}

export const evaluators: readonly Check[] = [
  comparison('kit-queries', "the kit's whole query language equals a naive evaluator", 10_000, checkQueries),
  comparison('kit-fuzz', "hostile addresses and bodies get answers of the kit's dialect", 10_000, checkHostileInput),
  comparison('erp-prices', 'prices and discounts equal a naive evaluator', 5000, checkPrices),
  comparison('erp-availability', 'availability equals a naive evaluator', 2000, checkAvailability),
  comparison('erp-statistics', 'customer statistics equal a naive evaluator', 500, checkStatistics),
  comparison(
    'erp-queries',
    'queries in the dialect of the mock ERP equal a naive evaluator, forbidden ones get their code',
    10_000,
    checkDialectQueries,
  ),
  comparison(
    'erp-fuzz',
    'whatever the mock ERP is sent gets an answer of the service, and no refusal changes anything',
    10_000,
    fuzzErp,
  ),
]
