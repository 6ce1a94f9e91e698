import { expect, it } from 'vitest'
import { dependencyOrder } from './dependency-order.ts'
import type { WhenUncoupled } from './table-mapping.ts'

const mapping = (
  name: string,
  refers: Readonly<Record<string, WhenUncoupled>> = {},
  dependsOn: readonly string[] = [],
) => ({
  name,
  dependsOn,
  fields: Object.entries(refers).map(([to, whenUncoupled]) => ({
    name: to,
    erp: to,
    crm: to,
    direction: 'both' as const,
    reference: { mapping: to, whenUncoupled },
  })),
})
const order = (...mappings: readonly ReturnType<typeof mapping>[]) =>
  dependencyOrder(mappings)
    .map((each) => each.name)
    .join(' ')

it('what a mapping waits for comes first', () => {
  expect(order(mapping('customer', { currency: 'wait' }), mapping('currency'))).toBe('currency customer')
})

it('what it depends on comes first', () => {
  expect(order(mapping('line', {}, ['order']), mapping('order'))).toBe('order line')
})

it('two that name each other stand by who waits', () => {
  expect(order(mapping('contact', { customer: 'wait' }), mapping('customer', { contact: 'later' }))).toBe(
    'customer contact',
  )
})

it('references that follow later still come first where they can', () => {
  expect(order(mapping('customer', { salesperson: 'later' }), mapping('salesperson'))).toBe('salesperson customer')
})

it('otherwise the order given stays, and nothing is lost in a circle', () => {
  expect(order(mapping('b'), mapping('a'))).toBe('b a')
  expect(
    order(mapping('a', { b: 'wait' }), mapping('b', { a: 'wait' }), mapping('c', { c: 'later', gone: 'wait' })),
  ).toBe('c a b')
})
