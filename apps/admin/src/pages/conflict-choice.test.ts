import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Conflict } from '../api/types.ts'
import { aConflict } from '../testing/samples.ts'
import {
  carryOver,
  changedSides,
  chooseAll,
  conflictIn,
  movesBetween,
  undecided,
  writesOf,
  type Choice,
} from './conflict-choice.ts'

const value = fc.constantFrom('a', 'b', null)
const field = fc.record({
  field: fc.constantFrom('name', 'phone', 'city'),
  label: fc.constant('label'),
  base: fc.option(fc.record({ erp: value, crm: value })),
  erp: value,
  crm: value,
})
const conflict = fc
  .uniqueArray(field, { selector: (each) => each.field })
  .map((fields): Conflict => aConflict({ fields }))
const side = fc.constantFrom('erp' as const, 'crm' as const)
const choice: fc.Arbitrary<Choice> = fc.dictionary(fc.constantFrom('name', 'phone', 'city'), side)

describe('a choice', () => {
  test('carried over is complete for what neither moved nor was open, and asks for everything that moved', () => {
    fc.assert(
      fc.property(conflict, conflict, choice, (seen, now, chosen) => {
        const kept = carryOver(seen, now, chosen)
        const moved = new Set(movesBetween(seen, now).map((move) => move.field))
        for (const { field: name } of now.fields) expect(kept[name]).toBe(moved.has(name) ? undefined : chosen[name])
        expect(Object.keys(kept).every((name) => now.fields.some((each) => each.field === name))).toBe(true)
      }),
    )
  })

  test('of a whole side decides every field and writes each on the other side only', () => {
    fc.assert(
      fc.property(conflict, side, (given, chosen) => {
        const all = chooseAll(given, chosen)
        expect(undecided(given, all)).toEqual([])
        const writes = writesOf(given, all)
        expect(writes[chosen]).toBe(0)
        expect(writes.erp + writes.crm).toBe(given.fields.length)
      }),
    )
  })

  test('of a conflict that did not move is carried over unchanged', () => {
    fc.assert(
      fc.property(conflict, side, (given, chosen) => {
        expect(movesBetween(given, given)).toEqual([])
        expect(carryOver(given, given, chooseAll(given, chosen))).toEqual(chooseAll(given, chosen))
      }),
    )
  })
})

test.each([
  [{ erp: 'a', crm: 'a' }, 'a', 'a', []],
  [{ erp: 'a', crm: 'a' }, 'b', 'a', ['erp']],
  [{ erp: 'a', crm: 'a' }, 'a', null, ['crm']],
  [{ erp: '1', crm: '1.00' }, '1', '1.00', []],
  [null, 'a', 'b', ['erp', 'crm']],
])('with base %j, ERP %j and CRM %j these sides changed: %j', (base, erp, crm, changed) => {
  expect(changedSides({ field: 'f', label: 'f', base, erp, crm })).toEqual(changed)
})

test.each([
  [null, undefined],
  ['text', undefined],
  [{}, undefined],
  [{ conflict: null }, undefined],
  [{ conflict: { version: 1 } }, undefined],
])('a refusal %j carries no conflict', (body, expected) => {
  expect(conflictIn(body)).toBe(expected)
})
