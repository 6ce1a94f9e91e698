import { expect, test } from 'vitest'
import { readRequestLine } from './request-line.ts'

test.each([
  ['GET /api/items HTTP/1.1', { method: 'GET', url: '/api/items' }],
  ['patch  items(1)   HTTP/1.1\r', { method: 'PATCH', url: 'items(1)' }],
  ["GET items?$filter=name eq 'a b'", { method: 'GET', url: "items?$filter=name eq 'a b'" }],
  ['GET HTTP/1.1', { method: 'GET', url: 'HTTP/1.1' }],
  ['GET', undefined],
  ['', undefined],
  [' GET /x', undefined],
  ['G3T /x', undefined],
])('%j', (line, expected) => {
  expect(readRequestLine(line)).toEqual(expected)
})

test.each([`GET x${' '.repeat(200_000)}y`, `GET${' '.repeat(200_000)}\u2028y`])(
  'a line full of spaces ends',
  (line) => {
    expect(readRequestLine(line)?.method).toBe('GET')
  },
)
