import { emptyGuid, type Row } from '@koble/odata-server'
import { expect, test } from 'vitest'
import { baseGrowth } from './base-growth.ts'

const system = { id: emptyGuid, rowVersion: 1, createdAt: '', createdBy: '', modifiedAt: '', modifiedBy: '' }

test('base quantities of parts add up to that of the whole, however they are rounded', () => {
  const parts = ['0', '1', '2'].map((done) => {
    const before = { '0': '0', '1': '0.33334', '2': '0.66667' }[done] ?? '0'
    const line: Row = { ...system, quantityPerUnit: '0.333335', shippedQuantity: done, shippedQuantityBase: before }
    return baseGrowth(line, '1', 'shippedQuantity', 'shippedQuantityBase')
  })
  // 3 x 0.333335 = 1.000005, rounded 1.00001.
  expect(parts).toEqual(['0.33334', '0.33333', '0.33334'])
})

test('nothing stays nothing', () => {
  expect(baseGrowth({ ...system, quantityPerUnit: '12' }, '0', 'shippedQuantity', 'shippedQuantityBase')).toBe('0')
})
