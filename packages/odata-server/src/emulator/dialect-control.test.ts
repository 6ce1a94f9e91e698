/** `/emulator/dialect`: an emulator's switches are shown, set as a whole, and put back. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openShopEmulator } from '../fixtures/shop-emulator.ts'
import { member } from '../fixtures/shop.ts'
import { createSwitches } from './create-switches.ts'
import type { ShopEmulator } from '../fixtures/shop-emulator.ts'

const definitions = {
  duplicateStatus: { values: [400, 409], default: 400, description: 'Status of a duplicate.' },
  location: { values: [true, false], default: true, description: 'A create answers Location.' },
} as const

let shop: ShopEmulator
let switches: ReturnType<typeof createSwitches<typeof definitions>>

beforeEach(async () => {
  switches = createSwitches(definitions)
  shop = await openShopEmulator({ more: { switches } })
})
afterEach(() => shop.emulator.close())

const positions = () => [switches.value('duplicateStatus'), switches.value('location')]

it('all switches are shown with what they may be', async () => {
  expect((await shop.control('GET', 'dialect')).body).toEqual({
    value: [
      { name: 'duplicateStatus', value: 400, default: 400, values: [400, 409], description: 'Status of a duplicate.' },
      {
        name: 'location',
        value: true,
        default: true,
        values: [true, false],
        description: 'A create answers Location.',
      },
    ],
  })
})

it('those that are named are set, null puts one back', async () => {
  const answer = await shop.control('PUT', 'dialect', { duplicateStatus: 409, location: false })
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({ value: [{ value: 409 }, { value: false }] })
  await shop.control('PUT', 'dialect', { duplicateStatus: null })
  expect(positions()).toEqual([400, false])
})

it.each([
  [{ location: false, duplicate: 409 }, 'There is no switch "duplicate". Known: duplicateStatus, location.'],
  [{ location: false, duplicateStatus: 410 }, '"duplicateStatus" is one of 400, 409.'],
  [{ duplicateStatus: 409, location: 'no' }, '"location" is one of true, false.'],
  [{ constructor: 1 }, 'There is no switch "constructor". Known: duplicateStatus, location.'],
])('%j is refused as a whole', async (body, message) => {
  const answer = await shop.control('PUT', 'dialect', body)
  expect([answer.status, member(member(answer.body, 'error'), 'message')]).toEqual([400, message])
  expect(positions()).toEqual([400, true])
})

it('they outlive a reset, as limits do, and are put back together', async () => {
  await shop.control('PUT', 'dialect', { duplicateStatus: 409, location: false })
  await shop.control('POST', 'reset', { seed: 'empty' })
  expect(positions()).toEqual([409, false])
  await shop.control('DELETE', 'dialect')
  expect(positions()).toEqual([400, true])
})

it('an emulator without switches has none to show or set', async () => {
  const plain = await openShopEmulator()
  expect((await plain.control('GET', 'dialect')).body).toEqual({ value: [] })
  expect((await plain.control('PUT', 'dialect', { location: false })).body).toMatchObject({
    error: { message: 'There is no switch "location". Known: none.' },
  })
  await plain.emulator.close()
})
