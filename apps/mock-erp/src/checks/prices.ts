/** Compares the price engine with the naive evaluator on generated cases. A seed tells the same story again. */
import { ProblemError, type Database, type Row } from '@koble/odata-server'
import fc from 'fast-check'
import { companyId } from '../seeds/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { systemUser } from '../users.ts'
import { priceOf } from '../prices/price-of.ts'
import type { PriceRequest } from '../prices/price-request.ts'
import { MissingVatSetup, naivePrice, type NaiveAnswer, type NaiveRow } from './naive-price.ts'
import { currencies, precision, priceCase, vatSetup } from './price-case.ts'
import { withCompany } from './with-company.ts'

export interface PriceCheck {
  readonly ok: boolean
  /** How often what decided, and the first case that differs. */
  readonly lines: readonly string[]
  readonly counts: Readonly<Record<string, number>>
}

export const checkPrices = ({ cases, seed }: { cases: number; seed: number }): Promise<PriceCheck> =>
  withCompany((database) => {
    database.transact(systemUser, companyId, setUp)
    const counts: Record<string, number> = {}
    const details = fc.check(
      fc.property(priceCase, ({ request, lines }) => {
        const wanted = naive(request, lines)
        const found = engine(database, request as unknown as PriceRequest, lines)
        if (JSON.stringify(found) !== JSON.stringify(wanted)) {
          throw new Error(`The engine answers ${JSON.stringify(found)}, the evaluator ${JSON.stringify(wanted)}.`)
        }
        count(counts, wanted)
      }),
      { numRuns: cases, seed },
    )
    const told = Object.entries(counts).map(([what, times]) => `${what} ${times}`)
    const failure = details.failed ? [fc.defaultReportMessage(details) ?? 'failed'] : []
    return { ok: !details.failed, counts, lines: [`${cases} cases: ${told.join(', ')}`, ...failure] }
  })

type Answer = NaiveAnswer | 'VAT setup missing'

function naive(request: Readonly<Record<string, unknown>> & { object: NaiveRow }, lines: readonly NaiveRow[]): Answer {
  try {
    return naivePrice({ lines, vatSetup, precision }, request)
  } catch (error) {
    if (error instanceof MissingVatSetup) return 'VAT setup missing'
    throw error
  }
}

/** The lines are there for one question only: the transaction is always undone. */
function engine(database: Database, request: PriceRequest, lines: readonly NaiveRow[]): Answer {
  const undo = { answer: undefined as Answer | undefined }
  try {
    database.transact(systemUser, companyId, (data) => {
      for (const line of lines) insertRow(data, names.priceListLine, line)
      const { priceLine, discountLine, ...answer } = priceOf(data, request)
      undo.answer = { ...answer, priceLine: nameOf(priceLine), discountLine: nameOf(discountLine) }
      throw undo
    })
  } catch (error) {
    if (error instanceof ProblemError) return 'VAT setup missing'
    if (error !== undo) throw error
  }
  return undo.answer ?? 'VAT setup missing'
}

function setUp(data: Parameters<Parameters<Database['transact']>[2]>[0]): void {
  for (const currency of currencies) insertRow(data, names.currency, currency)
  for (const setup of vatSetup) insertRow(data, names.vatPostingSetup, setup)
}

function count(counts: Record<string, number>, answer: Answer): void {
  const kinds =
    answer === 'VAT setup missing'
      ? [answer]
      : [
          answer.priceLine === '' ? 'card price' : 'price line',
          ...(answer.priceLine === '' && answer.hasCandidates ? ['minimum not reached'] : []),
          ...(answer.discountLine === '' ? [] : ['discount line']),
        ]
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1
}

const nameOf = (line: Row | undefined): string =>
  line === undefined ? '' : `${String(line['priceListCode'])} ${String(line['lineNumber'])}`
