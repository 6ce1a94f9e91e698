/** The best line discount (erp-business-logic, section 1.5), whatever the document or a price line allows: `priceOf` decides whether it counts. */
import type { Reader, Row } from '@koble/odata-server'
import { amount } from '../rules/setup.ts'
import { big } from '../values/decimal.ts'
import { bestOffer } from './best-line.ts'
import { candidates, reachesMinimum } from './candidates.ts'
import type { PriceRequest } from './price-request.ts'

export interface Discount {
  readonly percent: string
  readonly line: Row | undefined
}

export function discountOf(data: Reader, request: PriceRequest): Discount {
  const offers = candidates(data, request, 'Discount')
    .filter((line) => reachesMinimum(line, request))
    .map((line) => ({ line, figure: big(amount(line, 'discountPercent')) }))
    .filter(({ figure }) => figure.gt(0))
  const best = bestOffer(offers, (figure, than) => figure.gt(than))
  return { percent: best === undefined ? '0' : amount(best.line, 'discountPercent'), line: best?.line }
}
