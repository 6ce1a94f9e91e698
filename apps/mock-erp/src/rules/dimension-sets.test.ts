/** Dimension sets and what documents take from their sources (erp-business-logic, section 7.1). */
import { emptyGuid, openDatabase, createClock, type Transaction } from '@koble/odata-server'
import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { tables } from '../tables/tables.ts'
import { systemUser } from '../users.ts'
import { checkDimensions } from './check-dimensions.ts'
import { dimensionSet, dimensionsOf, followingSet, withDimension } from './dimension-sets.ts'
import { documentDimensions } from './document-dimensions.ts'

let within: <T>(work: (data: Transaction) => T) => T

beforeEach(async () => {
  const database = await openDatabase({ tables, clock: createClock() })
  within = (work) => database.transact(systemUser, 'company', work)
})

const pairs = fc.dictionary(fc.constantFrom('AREA', 'DEPT', 'PROJ'), fc.constantFrom('', '10', '20', '30'))
const shown = (data: Transaction, setId: number): Record<string, string> =>
  Object.fromEntries(dimensionsOf(data, setId))
const filled = (from: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== ''))

test('equal combinations share a number, and only they; the empty one is 0', () => {
  within((data) => {
    const known = new Map<string, number>()
    fc.assert(
      fc.property(pairs, (given) => {
        const setId = dimensionSet(data, new Map(Object.entries(given)))
        const key = JSON.stringify(Object.entries(filled(given)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        expect(setId).toBe(known.get(key) ?? setId)
        expect([...known.values()].includes(setId)).toBe(known.has(key))
        known.set(key, setId)
        expect(shown(data, setId)).toEqual(filled(given))
        expect(setId === 0).toBe(Object.keys(filled(given)).length === 0)
      }),
    )
  })
})

test('a line follows its header by the difference: what the header gained, changed and lost', () => {
  within((data) => {
    fc.assert(
      fc.property(pairs, pairs, pairs, (own, before, after) => {
        const [line, old, fresh] = [own, before, after].map((each) => dimensionSet(data, new Map(Object.entries(each))))
        const expected = { ...filled(own) }
        for (const code of Object.keys(filled(before))) if (!(code in filled(after))) delete expected[code]
        for (const [code, value] of Object.entries(filled(after))) {
          if (filled(before)[code] !== value) expected[code] = value
        }
        expect(shown(data, followingSet(data, line ?? 0, old ?? 0, fresh ?? 0))).toEqual(expected)
      }),
    )
  })
})

test('one dimension is set, changed and taken out', () => {
  within((data) => {
    const first = withDimension(data, 0, 'AREA', '10')
    const second = withDimension(data, first, 'DEPT', 'SALES')
    expect(shown(data, second)).toEqual({ AREA: '10', DEPT: 'SALES' })
    expect(shown(data, first)).toEqual({ AREA: '10' })
    expect(withDimension(data, second, 'DEPT', '')).toBe(first)
    expect(withDimension(data, first, 'AREA', '')).toBe(0)
  })
})

const customer = { id: '11111111-1111-1111-1111-111111111111', number: '10000' }
const item = { id: '22222222-2222-2222-2222-222222222222', number: '1000' }
const standard = (
  data: Transaction,
  parentType: string,
  parentId: string,
  dimensionCode: string,
  dimensionValueCode: string,
  postingValidation = '_x0020_',
) =>
  insertRow(data, names.defaultDimension, {
    parentType,
    parentId,
    dimensionCode,
    dimensionValueCode,
    postingValidation,
  })

test('the first source keeps a dimension, a record’s own default goes before its table’s, the header before all', () => {
  within((data) => {
    standard(data, 'Customer', customer.id, 'AREA', '10')
    standard(data, 'Customer', emptyGuid, 'AREA', '90')
    standard(data, 'Customer', emptyGuid, 'DEPT', 'SALES')
    standard(data, 'Item', item.id, 'AREA', '20')
    standard(data, 'Item', item.id, 'PROJ', 'P1')
    standard(data, 'Item', item.id, 'DEPT', '')
    const sources = [
      { parentType: 'Customer', parent: customer },
      { parentType: 'Salesperson', parent: undefined },
      { parentType: 'Item', parent: item },
    ] as const
    expect(shown(data, documentDimensions(data, sources))).toEqual({ AREA: '10', DEPT: 'SALES', PROJ: 'P1' })
    const header = dimensionSet(data, new Map([['PROJ', 'HEAD']]))
    expect(shown(data, documentDimensions(data, sources, header))).toEqual({ AREA: '10', DEPT: 'SALES', PROJ: 'HEAD' })
  })
})

describe('the check of a posting', () => {
  test.each([
    ['Code_x0020_Mandatory', '10', {}, 'Select a Dimension Value Code for the Dimension Code AREA for Customer 10000.'],
    ['Code_x0020_Mandatory', '10', { AREA: '20' }, ''],
    [
      'Same_x0020_Code',
      '10',
      { AREA: '20' },
      "The Dimension Value Code must be 10 for Dimension Code AREA for Customer 10000. Currently it's 20.",
    ],
    ['Same_x0020_Code', '10', { AREA: '10' }, ''],
    ['Same_x0020_Code', '', { DEPT: '10' }, ''],
    ['No_x0020_Code', '', { AREA: '20' }, "AREA must be blank for Customer 10000. Currently it's 20."],
    ['No_x0020_Code', '', {}, ''],
    ['_x0020_', '10', { AREA: '20' }, ''],
  ] as const)('%s %s against %j: %s', (validation, value, given, message) => {
    within((data) => {
      standard(data, 'Customer', customer.id, 'AREA', value, validation)
      const setId = dimensionSet(data, new Map(Object.entries(given)))
      const row = insertRow(data, names.customer, customer)
      const check = () => checkDimensions(data, setId, [{ parentType: 'Customer', parent: row }])
      if (message === '') expect(check).not.toThrow()
      else expect(check).toThrow(expect.objectContaining({ problem: expect.objectContaining({ message }) }))
    })
  })

  test('goes by a record’s own default before its table’s', () => {
    within((data) => {
      standard(data, 'Customer', emptyGuid, 'AREA', '', 'No_x0020_Code')
      standard(data, 'Customer', customer.id, 'AREA', '')
      const row = insertRow(data, names.customer, customer)
      const setId = dimensionSet(data, new Map([['AREA', '20']]))
      expect(() => checkDimensions(data, setId, [{ parentType: 'Customer', parent: row }])).not.toThrow()
    })
  })

  test('refuses blocked dimensions and values', () => {
    within((data) => {
      insertRow(data, names.dimension, { code: 'AREA' })
      insertRow(data, names.dimension, { code: 'DEPT', blocked: true })
      insertRow(data, names.dimensionValue, { dimensionCode: 'AREA', code: '10', blocked: true })
      for (const [code, value, message] of [
        ['AREA', '10', 'Dimension Value AREA - 10 is blocked.'],
        ['DEPT', '1', 'Dimension DEPT is blocked.'],
      ] as const) {
        const setId = dimensionSet(data, new Map([[code, value]]))
        expect(() => checkDimensions(data, setId, [])).toThrow(
          expect.objectContaining({ problem: expect.objectContaining({ message }) }),
        )
      }
    })
  })
})
