import { describe, expect, test } from 'vitest'
import { explainFailure, meaningOf, translators, type FailureTables } from './failure-meaning.ts'
import { ODataError, type ODataFailure } from './odata-error.ts'

const meaning = <Kind extends string>(kind: Kind) => ({ kind, code: `test-${kind}`, advice: 'Do it again.' })
const tables: FailureTables<'gone' | 'busy' | 'no' | 'who'> = {
  byCode: { notthere: meaning('gone') },
  codeOf: (code) => code.toLowerCase(),
  byStatus: { 409: meaning('busy') },
  signIn: meaning('who'),
  unavailable: meaning('busy'),
  refused: meaning('no'),
}
const failure = (more: Partial<ODataFailure>): ODataFailure => ({
  reason: 'status',
  status: 400,
  code: '',
  message: 'No',
  mayHaveApplied: false,
  ...more,
})

describe('a failure means', () => {
  test.each<[string, Partial<ODataFailure>, string]>([
    ['what its code says, in whatever case', { status: 409, code: 'NotThere' }, 'gone'],
    ['what its status says, where the code is not known', { status: 409, code: 'Other' }, 'busy'],
    ['a refusal, where neither is known', { status: 400, code: 'Other' }, 'no'],
    ['trouble of the service, from 500 on', { status: 502 }, 'busy'],
    ['nothing about the request, where no answer came', { reason: 'timeout', status: 0, code: 'NotThere' }, 'busy'],
    ['nothing about the request, where the answer was cut off', { reason: 'body', status: 200 }, 'busy'],
    ['wrong credentials, where the sign-in was refused', { reason: 'sign-in', status: 401 }, 'who'],
    ['trouble, where the sign-in was not answered', { reason: 'sign-in', status: 0 }, 'busy'],
  ])('%s', (_, more, kind) => {
    expect(meaningOf(tables, failure(more)).kind).toBe(kind)
  })

  test('is told in a sentence, without the service’s stack trace', () => {
    const message = 'It is locked\r\n   at Some.Service.Run()'
    const given = { message, status: 409, code: 'X', requestId: 'r', retryAfterMs: 5 }
    expect(explainFailure(tables, failure(given), 'Customer Adatum')).toEqual({
      kind: 'busy',
      code: 'test-busy',
      message: 'Customer Adatum: It is locked. Do it again.',
      vendorCode: 'X',
      requestId: 'r',
      httpStatus: 409,
      retryAfterMs: 5,
      mayHaveApplied: false,
    })
    expect(explainFailure(tables, failure({ status: 0, reason: 'network' }), 'It')).toEqual({
      kind: 'busy',
      code: 'test-busy',
      message: 'It: No. Do it again.',
      mayHaveApplied: false,
    })
  })
})

describe('translating', () => {
  const { translating, translated } = translators(
    ({ message }, about, cause) => new Error(`${about}: ${message}`, { cause }),
  )
  const refusal = new ODataError(failure({}))
  const bug = new TypeError('a bug')
  const failing = (error: Error) => (): never => {
    throw error
  }

  test('turns a failure of the service into the caller’s error, and nothing else', async () => {
    expect(await translating('It', () => Promise.resolve(1))).toBe(1)
    expect(translated('It', () => 1)).toBe(1)
    await expect(translating('It', failing(refusal))).rejects.toMatchObject({ message: 'It: No', cause: refusal })
    expect(() => translated('It', failing(refusal))).toThrow('It: No')
    await expect(translating('It', failing(bug))).rejects.toBe(bug)
    expect(() => translated('It', failing(bug))).toThrow(bug)
  })
})
