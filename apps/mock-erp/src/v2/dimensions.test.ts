/** Default dimensions and dimension set lines over the API (erp-business-logic, section 7.1; wire-examples, A30). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { CID, openErp, type Body, type TestErp } from '../testing/test-erp.ts'
import { systemUser } from '../users.ts'

let erp: TestErp
const any = { 'If-Match': '*' }
const ids: Record<string, string> = {}

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  erp.database.transact(systemUser, CID, (data) => {
    for (const [code, values] of Object.entries({ AREA: ['10', '20'], DEPARTMENT: ['SALES'] })) {
      const dimension = insertRow(data, names.dimension, { code, displayName: code })
      ids[code] = dimension.id
      for (const value of values) {
        const row = {
          dimensionId: dimension.id,
          dimensionCode: code,
          code: value,
          displayName: value,
          type: 'Standard',
        }
        ids[`${code} ${value}`] = insertRow(data, names.dimensionValue, row).id
      }
    }
  })
})
afterAll(() => erp.close())

const create = async (set: string, body: Body): Promise<Body> => {
  const answer = await erp.call('POST', set, body)
  expect(answer.error).toEqual(['', ''])
  return answer.body
}

describe('default dimensions', () => {
  test('A30: stand below their record and name dimension and value by id', async () => {
    const customer = await create('customers', { displayName: 'With dimension' })
    const path = `customers(${String(customer['id'])})/defaultDimensions`
    const made = await create(path, {
      parentId: customer['id'],
      parentType: 'Customer',
      dimensionId: ids['DEPARTMENT'],
      dimensionValueId: ids['DEPARTMENT SALES'],
      postingValidation: 'Same Code',
    })
    expect(made).toMatchObject({
      parentId: customer['id'],
      parentType: 'Customer',
      dimensionCode: 'DEPARTMENT',
      dimensionValueCode: 'SALES',
      dimensionValueId: ids['DEPARTMENT SALES'],
      postingValidation: 'Same_x0020_Code',
    })
    const again = await erp.call('POST', path, { dimensionId: ids['DEPARTMENT'] })
    expect(again.error).toEqual([
      'Internal_EntityWithSameKeyExists',
      `The record in table Default Dimension already exists. Identification fields and values: Table ID='18',No.='${String(customer['number'])}',Dimension Code='DEPARTMENT'`,
    ])
    const expanded = await erp.call('GET', `${path}?$expand=dimension,dimensionValue`)
    expect(expanded.rows).toMatchObject([{ dimension: { code: 'DEPARTMENT' }, dimensionValue: { code: 'SALES' } }])
    expect((await erp.call('DELETE', `customers(${String(customer['id'])})`, undefined, any)).status).toBe(204)
    expect((await erp.call('GET', `defaultDimensions(${String(made['id'])})`)).status).toBe(404)
  })

  test('take only a value of their dimension, and are not listed without their record', async () => {
    const item = await create('items', { displayName: 'I' })
    const path = `items(${String(item['id'])})/defaultDimensions`
    const body = { dimensionId: ids['AREA'], dimensionValueId: ids['DEPARTMENT SALES'] }
    expect((await erp.call('POST', path, body)).error[1]).toBe(
      'The "dimensionValueId" does not match to a Dimension Value.',
    )
    expect((await erp.call('POST', path, { dimensionCode: 'AREA' })).error[0]).toBe('BadRequest_InvalidOperation')
    const wrong = { parentType: 'Vendor', dimensionId: ids['AREA'] }
    const MESSAGE = 'You must get to the parent first to get to the default dimensions.'
    expect((await erp.call('POST', path, wrong)).error[1]).toBe(MESSAGE)
    expect((await erp.call('GET', 'defaultDimensions')).error[1]).toBe(MESSAGE)
  })
})

describe('dimension set lines', () => {
  let line: string
  beforeAll(async () => {
    const [journal] = (await erp.call('GET', "journals?$filter=code eq 'DEFAULT'")).rows
    const made = await create(`journals(${String(journal?.['id'])})/journalLines`, { accountNumber: '1100', amount: 1 })
    line = `journalLines(${String(made['id'])})/dimensionSetLines`
  })

  test('are added, changed and taken out, each by its dimension', async () => {
    const made = await create(line, { code: 'area', valueCode: '10' })
    expect(made).toMatchObject({
      id: ids['AREA'],
      code: 'AREA',
      parentType: 'Journal_x0020_Line',
      valueId: ids['AREA 10'],
      valueCode: '10',
      displayName: 'AREA',
    })
    await create(line, { id: ids['DEPARTMENT'], valueId: ids['DEPARTMENT SALES'] })
    const path = `${line}(${String(ids['AREA'])})`
    expect((await erp.call('PATCH', path, { valueCode: '20' }, any)).body).toMatchObject({ valueCode: '20' })
    const shown = async () =>
      (await erp.call('GET', line)).rows.map((row) => `${String(row['code'])} ${String(row['valueCode'])}`)
    expect((await shown()).toSorted()).toEqual(['AREA 20', 'DEPARTMENT SALES'])
    expect((await erp.call('DELETE', path, undefined, any)).status).toBe(204)
    expect(await shown()).toEqual(['DEPARTMENT SALES'])
  })

  test.each<[Body, string]>([
    [{ valueCode: '10' }, 'The "id" or "code" field must be filled in.'],
    [{ code: 'AREA' }, 'The "valueId" or "valueCode" field must be filled in.'],
    [{ code: 'NONE', valueCode: '10' }, 'The "code" does not match to a Dimension.'],
    [{ code: 'AREA', valueCode: 'SALES' }, 'The "valueCode" does not match to a Dimension Value.'],
    [
      { code: 'DEPARTMENT', valueCode: 'SALES' },
      'The dimension set line already exists. Check existing dimension set lines and the default dimension set lines on the parent.',
    ],
  ])('%j is refused', async (body, message) => {
    expect((await erp.call('POST', line, body)).error).toEqual(['Application_DialogException', message])
  })

  test('keep their dimension, and are not listed without a parent', async () => {
    const path = `${line}(${String(ids['DEPARTMENT'])})`
    expect((await erp.call('PATCH', path, { code: 'AREA' }, any)).error[1]).toBe(
      'The "id" and "code" fields cannot be modified.',
    )
    expect((await erp.call('GET', 'dimensionSetLines')).error[1]).toBe(
      'You must get to the parent first to get to the dimension set line.',
    )
  })
})

describe('dimensions of a document', () => {
  test('reach its lines by the difference; those of a line move the document', async () => {
    const customer = await create('customers', { displayName: 'Dimensioned' })
    const order = await create('salesOrders', { customerId: customer['id'] })
    const path = `salesOrders(${String(order['id'])})`
    const line = await create(`${path}/salesOrderLines`, { lineType: 'Comment', description: 'Gate 2' })
    const lineDimensions = `salesOrderLines(${String(line['id'])})/dimensionSetLines`
    const shown = async () => (await erp.call('GET', lineDimensions)).rows.map((row) => row['valueCode'])
    const made = await create(`${path}/dimensionSetLines`, { code: 'AREA', valueCode: '10' })
    expect(made).toMatchObject({ parentId: order['id'], parentType: 'Sales_x0020_Order' })
    expect(await shown()).toEqual(['10'])
    const before = (await erp.call('GET', path)).body['@odata.etag']
    await create(lineDimensions, { code: 'DEPARTMENT', valueCode: 'SALES' })
    expect((await erp.call('GET', path)).body['@odata.etag']).not.toBe(before)
    await erp.call('PATCH', `${path}/dimensionSetLines(${String(ids['AREA'])})`, { valueCode: '20' }, any)
    expect(new Set(await shown())).toEqual(new Set(['20', 'SALES']))
    await erp.call('DELETE', `${path}/dimensionSetLines(${String(ids['AREA'])})`, undefined, any)
    expect(await shown()).toEqual(['SALES'])
  })
})
