/** An operation that answers an entity: whole, or as much of it as the call asks for, with its type where the service names it. */
import { expect, it } from 'vitest'
import { createClock } from '../clock/create-clock.ts'
import { ann, answerOf, shopRoot, stillTime, tables } from '../fixtures/shop.ts'
import { createService } from '../service/create-service.ts'
import { openDatabase } from '../storage/open-database.ts'
import type { OperationCall, ShownEntity } from '../model/operation.ts'
import type { Json } from '../model/value.ts'

async function shown(how: Partial<ShownEntity>): Promise<Json> {
  const database = await openDatabase({ tables, clock: createClock({ source: stillTime() }) })
  const make = {
    kind: 'action' as const,
    run: ({ context }: OperationCall) => ({
      entity: {
        set: 'customers',
        row: context.sets.insert('customers', { number: 'A', name: 'Ann', city: 'Oslo' }),
        ...how,
      },
    }),
  }
  const service = createService({ root: { ...shopRoot(), operations: { make } }, database })
  const { body } = await answerOf(
    await service.fetch(new Request('http://shop.test/api/make', { method: 'POST' }), ann),
  )
  return body
}

it('shows all properties, and no type, unless it is asked for', async () => {
  const body = await shown({})
  expect(body).toMatchObject({
    '@odata.context': 'http://shop.test/api/$metadata#customers/$entity',
    name: 'Ann',
    city: 'Oslo',
  })
  expect(body).not.toHaveProperty('@odata.type')
})

it('shows the properties named, and the context does not name them', async () => {
  const body = await shown({ properties: ['name'], typed: true })
  expect(body).toEqual({
    '@odata.context': 'http://shop.test/api/$metadata#customers/$entity',
    '@odata.type': '#Shop.customer',
    '@odata.etag': expect.any(String),
    name: 'Ann',
  })
})
