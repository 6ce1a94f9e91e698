import type { Checkpoint, RecordId } from '@koble/core'
import { describe, expect, test } from 'vitest'
import { paymentTermsOptions as terms } from '../entities/index.ts'
import { openTest, refusal, write } from '../testing/open-test.ts'
import { chooseOptionId } from './choose-option-id.ts'

const path =
  "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='paymenttermscode')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)"
const option = (value: number, label: string) => ({
  Value: value,
  Label: { LocalizedLabels: [], UserLocalizedLabel: { Label: label, LanguageCode: 1031 } },
})
const definition = (...options: object[]) => ({
  body: { LogicalName: 'paymenttermscode', OptionSet: { Options: options } },
})
const id = (value: string) => value as RecordId
const label = (text: string) => text as never

describe('options are records', () => {
  test('whose id is the value and whose tag is the label', async () => {
    const { connector, lines, asked } = openTest([definition(option(1, 'Net 30'), option(721_230_001, '14D'))])
    const request = { entity: terms, fields: ['label'], where: [], cursor: null, pageSize: 10 }
    expect(await connector.readPage(request)).toEqual({
      records: [
        { id: '1', values: { label: 'Net 30' }, tag: 'Net 30', writtenByKoble: null, modifiedAt: null },
        { id: '721230001', values: { label: '14D' }, tag: '14D', writtenByKoble: null, modifiedAt: null },
      ],
      nextCursor: null,
    })
    expect(lines()).toEqual([`GET ${path}`])
    expect(asked()[0]?.headers.get('consistency')).toBe('Strong')
  })

  test('found by id and, without case, by label', async () => {
    const { connector } = openTest([definition(option(1, 'Net 30')), definition(option(1, 'Net 30'))])
    const readings = await connector.readByIds({ entity: terms, fields: [], ids: [id('1'), id('2')] })
    expect([...readings].map(([key, reading]) => [key, reading === 'gone' ? reading : reading.tag])).toEqual([
      ['1', 'Net 30'],
      ['2', 'gone'],
    ])
    const found = await connector.findByValues({ entity: terms, fields: [], field: 'label', values: ['NET 30'] })
    expect(found.map((record) => record.id)).toEqual(['1'])
  })

  test('whose feed is a comparison of labels', async () => {
    const { connector } = openTest([definition(option(1, 'Net 31'), option(3, 'New'))])
    const since = '{"options":{"1":"Net 30","2":"Gone"}}' as Checkpoint
    const page = await connector.readChanges({ entity: terms, fields: ['label'], since })
    expect(page).toMatchObject({ changed: [{ id: '1' }, { id: '3' }], deleted: ['2'], more: false })
    expect('next' in page && page.next).toBe('{"options":{"1":"Net 31","3":"New"}}')
  })

  test('a column that is no choice is an error', async () => {
    const { connector } = openTest(Array.from({ length: 2 }, () => ({ body: { LogicalName: 'name' } })))
    await expect(connector.count(terms, [])).rejects.toThrow('the column is no choice')
  })
})

describe('writes of options', () => {
  test('insert a value in the language of the others and publish the table', async () => {
    const { connector, asked, lines } = openTest([
      definition(option(1, 'Net 30')),
      { body: { NewOptionValue: 5 } },
      { status: 204 },
    ])
    const outcomes = await connector.write([
      { ...write(terms, 'create', id('721230005'), { label: '14D' }), select: ['label'] },
    ])
    expect(outcomes).toMatchObject([
      { state: 'done', record: { id: '721230005', values: { label: '14D' }, tag: '14D' } },
    ])
    expect(lines().slice(1)).toEqual(['POST InsertOptionValue', 'POST PublishXml'])
    expect(asked()[1]?.body).toEqual({
      EntityLogicalName: 'account',
      AttributeLogicalName: 'paymenttermscode',
      Value: 721_230_005,
      Label: {
        '@odata.type': 'Microsoft.Dynamics.CRM.Label',
        LocalizedLabels: [{ '@odata.type': 'Microsoft.Dynamics.CRM.LocalizedLabel', Label: '14D', LanguageCode: 1031 }],
      },
    })
  })

  test('a failed publishing leaves them done', async () => {
    const { connector } = openTest([definition(), { body: {} }, { status: 501 }])
    expect(await connector.write([write(terms, 'create', id('721230005'), { label: '14D' })])).toMatchObject([
      { state: 'done' },
    ])
  })

  test.each<[string, Parameters<typeof write>, object]>([
    ['a second arrival of a create is done', [terms, 'create', id('1'), { label: 'Net 30' }], { state: 'done' }],
    [
      'a taken value is refused',
      [terms, 'create', id('1'), { label: 'Net 31' }],
      { state: 'failed', error: { kind: 'duplicate' } },
    ],
    [
      'a GUID is no value',
      [terms, 'create', id('60bf4d48-34cb-ed11-b596-000000000001'), { label: 'x' }],
      { state: 'failed', error: { code: 'crm-option-id' } },
    ],
    [
      'a label that moved is stale',
      [terms, 'update', id('1'), { label: 'x' }, label('Net 29')],
      { state: 'failed', error: { kind: 'stale' } },
    ],
    [
      'an option that is gone is missing',
      [terms, 'update', id('9'), { label: 'x' }, label('y')],
      { state: 'failed', error: { kind: 'missing' } },
    ],
    [
      'none is deleted',
      [terms, 'delete', id('1'), {}, label('Net 30')],
      { state: 'failed', error: { code: 'crm-option-kept' } },
    ],
  ])('%s', async (_, args, expected) => {
    const { connector } = openTest([definition(option(1, 'Net 30')), { status: 204 }])
    expect(await connector.write([write(...args)])).toMatchObject([expected])
  })

  test('a refusal of the service is the option’s', async () => {
    const { connector } = openTest([
      definition(),
      { status: 400, body: refusal('0x80090412', 'Customization is running.') },
    ])
    expect(await connector.write([write(terms, 'create', id('721230005'), { label: '14D' })])).toMatchObject([
      { state: 'failed', error: { kind: 'throttled' } },
    ])
  })
})

test('chosen ids are numbers above Koble’s prefix that a 32-bit option can hold', () => {
  for (const guid of [
    '00000000-0000-4000-8000-000000000000',
    'ffffffff-ffff-4fff-bfff-ffffffffffff',
    '9d1e6c2a-7b40-4f11-9c2b-6045bde98c10',
  ]) {
    const value = Number(chooseOptionId(() => guid))
    expect(value).toBeGreaterThanOrEqual(721_230_000)
    expect(value).toBeLessThan(2 ** 31)
  }
})
