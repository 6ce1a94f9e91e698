import { expect, test } from 'vitest'
import type { BatchAnswer } from './batch.ts'
import type { Json } from './json.ts'
import { partFailure, readPart } from './read-part.ts'

const answer = (status: number, body?: Json): BatchAnswer => ({ status, headers: new Headers(), body })

test('a part that answered an object is that object', () => {
  expect(readPart(answer(200, { a: 1 }), 'The service', 0)).toEqual({ a: 1 })
})

test.each<[string, BatchAnswer | null, object]>([
  ['is missing', null, { reason: 'body', status: 0, mayHaveApplied: false }],
  ['has no body', answer(200), { reason: 'body', status: 200 }],
  ['is a list', answer(200, []), { reason: 'body', status: 200 }],
  [
    'is a refusal',
    answer(404, { error: { code: 'Gone', message: 'No.' } }),
    { reason: 'status', status: 404, code: 'Gone' },
  ],
])('a part that %s is a failure', (_, given, failure) => {
  expect(() => readPart(given, 'The service', 0)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining(failure) }),
  )
})

test('a part that wrote and failed in the service may have been carried out', () => {
  expect(partFailure(answer(500), false, 0).mayHaveApplied).toBe(true)
  expect(partFailure(answer(500), true, 0).mayHaveApplied).toBe(false)
})
