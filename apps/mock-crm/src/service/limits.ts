/** Service protection: three meters a user, three codes (reference/dataverse-protocol.md, section 12). */
import type { LimitRules, Throttle } from '@koble/odata-server'

const refusals: Readonly<Record<Throttle['reason'], (throttle: Throttle) => readonly [code: string, message: string]>> =
  {
    requests: ({ maximum }) => [
      '0x80072322',
      `Number of requests exceeded the limit of ${maximum} over time window of 300 seconds.`,
    ],
    execution: ({ maximum }) => [
      '0x80072321',
      `Combined execution time of incoming requests exceeded limit of ${grouped(maximum)}  milliseconds over time window of 300 seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.`,
    ],
    concurrent: ({ maximum }) => ['0x80072326', `Number of concurrent requests exceeded the limit of ${maximum}.`],
  }

const grouped = (value: number): string => value.toLocaleString('en-US')

export const limitRules: LimitRules = {
  documented: { requestsPer5Minutes: 6000, executionMsPer5Minutes: 1_200_000, concurrent: 52 },
  countBatchParts: false,
  lengthens: true,
  answer: (throttle) => {
    const [code, message] = refusals[throttle.reason](throttle)
    return {
      status: 429,
      headers: { 'Retry-After': String(throttle.retryAfterSeconds) },
      body: { error: { code, message } },
    }
  },
  // Nothing is left or gone where a limit is off.
  headers: ({ requests, executionMs }) => ({
    ...(Number.isFinite(requests) && { 'x-ms-ratelimit-burst-remaining-xrm-requests': String(requests) }),
    ...(Number.isFinite(executionMs) && {
      'x-ms-ratelimit-time-remaining-xrm-requests': (executionMs / 1000).toFixed(2),
    }),
  }),
}
