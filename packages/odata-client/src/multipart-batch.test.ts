import { describe, expect, test } from 'vitest'
import { exactNumber } from './json.ts'
import { printMultipartBatch, readMultipartBatch } from './multipart-batch.ts'

const type = 'multipart/mixed; boundary=batchresponse_f27ef42d'

const part = (lines: readonly string[]): string[] => [
  '--batchresponse_f27ef42d',
  'Content-Type: application/http',
  'Content-Transfer-Encoding: binary',
  '',
  ...lines,
]
const good = part([
  'HTTP/1.1 200 OK',
  'Content-Type: application/json; odata.metadata=minimal',
  '',
  '{"name":"A","revenue":20000.0000}',
])
const empty = part(['HTTP/1.1 204 No Content', 'OData-EntityId: https://x.test/accounts(6c8d3566)', '', ''])
const refused = part([
  'HTTP/1.1 412 Precondition Failed',
  'Content-Type: application/json',
  '',
  '{"error":{"code":"0x80060882","message":"The version…"}}',
])
const end = '--batchresponse_f27ef42d--'
const body = (lines: readonly string[], newline = '\r\n'): string => lines.join(newline)

test('a request is printed as the documentation shows it', () => {
  const text = printMultipartBatch(
    [
      {
        method: 'PATCH',
        url: '/api/data/v9.2/accounts(1)',
        headers: { 'If-Match': 'W/"1"' },
        body: { name: 'Möbel', revenue: exactNumber('1.50') },
      },
      { method: 'GET', url: '/api/data/v9.2/accounts?$top=1', headers: { Accept: 'application/json' } },
    ],
    'batch_1',
  )
  expect(text.split('\r\n')).toEqual([
    '--batch_1',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    'PATCH /api/data/v9.2/accounts(1) HTTP/1.1',
    'If-Match: W/"1"',
    'Content-Type: application/json; type=entry',
    'Content-Length: 32',
    '',
    '{"name":"Möbel","revenue":1.50}',
    '--batch_1',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    'GET /api/data/v9.2/accounts?$top=1 HTTP/1.1',
    'Accept: application/json',
    '',
    '',
    '--batch_1--',
    '',
  ])
})

describe('answers', () => {
  test.each(['\r\n', '\n'])('are read part by part, lines ending in %j', (newline) => {
    const { answers, complete } = readMultipartBatch(type, body([...good, ...empty, ...refused, end, ''], newline), 3)
    expect(complete).toBe(true)
    expect(answers.map((answer) => answer?.status)).toEqual([200, 204, 412])
    expect(answers[0]?.body).toEqual({ name: 'A', revenue: '20000.0000' })
    expect(answers[1]?.headers.get('odata-entityid')).toBe('https://x.test/accounts(6c8d3566)')
    expect(answers[1]?.body).toBeUndefined()
  })

  test('of a change set are read in its place', () => {
    const nested = [
      '--batchresponse_f27ef42d',
      'Content-Type: multipart/mixed; boundary=changesetresponse_64cc',
      '',
      ...empty.with(0, '--changesetresponse_64cc'),
      ...empty.with(0, '--changesetresponse_64cc'),
      '--changesetresponse_64cc--',
    ]
    const { answers } = readMultipartBatch(type, body([...nested, ...good, end]), 3)
    expect(answers.map((answer) => answer?.status)).toEqual([204, 204, 200])
  })

  test('a quoted boundary and other parameters are understood', () => {
    const odd = 'Multipart/Mixed; charset=utf-8; boundary="batchresponse_f27ef42d"'
    expect(readMultipartBatch(odd, body([...good, end]), 1).answers[0]?.status).toBe(200)
  })

  test('parts that a whole answer lacks were not come to', () => {
    const { answers, complete } = readMultipartBatch(type, body([...refused, end]), 3)
    expect(answers.map((answer) => answer?.status)).toEqual([412, undefined, undefined])
    expect(complete).toBe(true)
  })

  test('an answer cut off anywhere is not complete, and shows no part that it did not end', () => {
    const whole = body([...good, ...empty, ...refused, end])
    for (let length = 0; length < whole.length - 2; length += 1) {
      const { answers, complete } = readMultipartBatch(type, whole.slice(0, length), 3)
      expect(complete).toBe(false)
      expect([200, undefined]).toContain(answers[0]?.status)
      expect(answers[0]?.body === undefined || JSON.stringify(answers[0].body)).toEqual(
        answers[0] === null ? true : '{"name":"A","revenue":"20000.0000"}',
      )
    }
  })

  test.each(['application/json', '', 'text/html; charset=utf-8'])('of type %j are none', (other) => {
    expect(() => readMultipartBatch(other, '{}', 1)).toThrow('something else than parts')
  })
})
