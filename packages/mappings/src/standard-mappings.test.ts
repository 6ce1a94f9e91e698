import { dependencyOrder, resolveMapping, standardConverters, validateMapping } from '@koble/core'
import { expect, it } from 'vitest'
import { standardEntities, standardMappings } from './standard-mappings.ts'

it.each(standardMappings.map((mapping) => [mapping.name, mapping] as const))('%s has no problem', (_, mapping) => {
  const context = { entities: standardEntities, converters: standardConverters, mappings: standardMappings }
  expect(validateMapping(mapping, context)).toEqual([])
  expect(resolveMapping(mapping, standardEntities).fields.length).toBe(mapping.fields.length)
})

it('the mappings stand in the order in which they run', () => {
  expect(dependencyOrder([...standardMappings].reverse()).map((mapping) => mapping.name)).toEqual([
    'salesperson',
    'shipment-method',
    'payment-terms',
    'currency',
    'customer',
    'contact',
  ])
  expect(dependencyOrder(standardMappings)).toEqual(standardMappings)
})

it('the mappings are data: JSON keeps them whole', () => {
  expect(JSON.parse(JSON.stringify(standardMappings))).toEqual(standardMappings)
})

it('what the standard mappings say is a decision', async () => {
  await expect(`${JSON.stringify(standardMappings, null, 2)}\n`).toMatchFileSnapshot('./standard-mappings.snap')
})
