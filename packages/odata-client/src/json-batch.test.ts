import { describe, expect, test } from 'vitest'
import { parseJson, type Json } from './json.ts'
import { printJsonBatch, readJsonBatch } from './json-batch.ts'

test('a request is printed as the documentation shows it', () => {
  const headers = { 'Content-Type': 'application/json', 'If-Match': 'W/"stale"' }
  const text = printJsonBatch([
    { method: 'PATCH', url: 'companies(c)/customers(1)', headers, body: { city: 'Bonn' } },
    { method: 'GET', url: 'companies(c)/customers/$count', headers: {} },
  ])
  expect(parseJson(text)).toEqual({
    requests: [
      { id: '1', method: 'PATCH', url: 'companies(c)/customers(1)', headers, body: { city: 'Bonn' } },
      { id: '2', method: 'GET', url: 'companies(c)/customers/$count', headers: {} },
    ],
  })
})

describe('answers', () => {
  test('are matched by id, in whatever order they come', () => {
    const responses = [
      { id: '2', status: 409, headers: { 'x-a': 'b' }, body: { error: { code: 'x' } } },
      { id: '1', status: 200, headers: {}, body: { n: 1 } },
    ]
    const answers = readJsonBatch({ responses }, 3)
    expect(answers.map((answer) => answer?.status)).toEqual([200, 409, undefined])
    expect(answers[1]?.headers.get('x-a')).toBe('b')
  })

  test('without ids stand in the order of the requests', () => {
    const responses = [
      { id: null, status: 201 },
      { id: null, status: 204 },
    ]
    expect(readJsonBatch({ responses }, 2).map((answer) => answer?.status)).toEqual([201, 204])
  })

  test('to parts that were never sent, or without a status, count as none', () => {
    const responses = [{ id: '9', status: 200 }, { id: '1' }, 'x']
    expect(readJsonBatch({ responses }, 1)).toEqual([null])
  })

  test.each<Json>([null, [], {}, { responses: 'x' }, 'text'])('%j is no answer to a batch', (body) => {
    expect(() => readJsonBatch(body, 1)).toThrow('something else than responses')
  })
})
