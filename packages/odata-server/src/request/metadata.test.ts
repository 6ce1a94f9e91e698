import { describe, expect, it } from 'vitest'
import { createClock } from '../clock/create-clock.ts'
import { elements, readXml } from '../fixtures/read-xml.ts'
import { ann, openShop, stillTime } from '../fixtures/shop.ts'
import { createService } from '../service/create-service.ts'
import { plainDialect } from '../service/plain-dialect.ts'
import { openDatabase } from '../storage/open-database.ts'
import type { XmlElement } from '../fixtures/read-xml.ts'
import type { EntitySetDefinition } from '../model/entity-set.ts'

describe('the documents of a service', () => {
  it('list the sets', async () => {
    const shop = await openShop()
    expect((await shop.get('')).body).toEqual({
      '@odata.context': 'http://shop.test/api/$metadata',
      value: ['customers', 'orders', 'currencies', 'totals'].map((name) => ({ name, kind: 'EntitySet', url: name })),
    })
  })

  it('describe types, keys, navigation and operations', async () => {
    const shop = await openShop()
    const answer = await shop.get('$metadata')
    expect(answer.headers.get('content-type')).toBe('application/xml')
    for (const part of [
      '<EntityType Name="customer"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Guid" Nullable="false"/>',
      '<Property Name="name" Type="Edm.String" MaxLength="30"/>',
      '<Property Name="credit" Type="Edm.Decimal" Scale="variable"/>',
      '<Property Name="amount" Type="Edm.Decimal" Scale="2"/>',
      '<Property Name="seen" Type="Edm.DateTimeOffset" Precision="3"/>',
      '<Property Name="kind" Type="Shop.customerKind"/>',
      '<EnumType Name="customerKind"><Member Name="Small" Value="0"/><Member Name="Big" Value="1"/></EnumType>',
      '<NavigationProperty Name="orders" Type="Collection(Shop.order)" Partner="customer"/>',
      '<NavigationProperty Name="customer" Type="Shop.customer" Partner="orders"><ReferentialConstraint Property="customerId" ReferencedProperty="id"/></NavigationProperty>',
      '<Action Name="rename" IsBound="true"><Parameter Name="bindingParameter" Type="Shop.customer" Nullable="false"/><Parameter Name="to" Type="Edm.String"/></Action>',
      '<Action Name="addMany" IsBound="true"><Parameter Name="bindingParameter" Type="Collection(Shop.customer)"/></Action>',
      '<EntitySet Name="orders" EntityType="Shop.order"><NavigationPropertyBinding Path="customer" Target="customers"/></EntitySet>',
      '<FunctionImport Name="whoAmI" Function="Shop.whoAmI"/>',
    ])
      expect(answer.text).toContain(part)
  })
})

const table = { name: 'Thing', columns: { code: 'String', ownerId: 'Guid' } } as const
const thing: EntitySetDefinition = {
  name: 'things',
  entityType: 'thing',
  table: 'Thing',
  properties: {
    id: { type: 'Guid' },
    code: { type: 'String', maxLength: 5, nullable: true },
    state: { type: 'String', column: 'code', members: ['_x0020_', 'In Review', '1st'], enumType: 'state<"&>' },
    file: { type: 'Stream', stream: { read: () => undefined } },
    ownerId: { type: 'Guid' },
  },
  navigation: {
    parts: { target: 'parts', collection: true, contained: true, targetColumn: 'ownerId' },
    owner: { target: 'owner', column: 'ownerId' },
  },
}
const sets: readonly EntitySetDefinition[] = [
  thing,
  { ...thing, name: 'otherThings', properties: { id: { type: 'Guid' }, note: { type: 'String', column: 'code' } } },
  {
    ...thing,
    name: 'parts',
    entityType: 'part',
    hidden: true,
    navigation: { thing: { target: 'things', column: 'ownerId', partner: 'parts' } },
  },
  { ...thing, name: 'owner', entityType: 'owner', singleton: true, navigation: {} },
]

async function document(): Promise<XmlElement> {
  const database = await openDatabase({ tables: [table], clock: createClock({ source: stillTime() }) })
  const root = {
    path: '/api',
    namespace: 'My.Space',
    alias: 'me',
    container: 'Store',
    dialect: { ...plainDialect, nulls: 'empty' as const },
    sets,
    operations: {
      go: { kind: 'action' as const, run: () => undefined },
      ask: { kind: 'function' as const, returns: 'Collection(Edm.Int32)', run: () => undefined },
    },
  }
  const answer = await createService({ root, database }).fetch(new Request('http://shop.test/api/$metadata'), ann)
  return readXml(await answer.text())
}

const named = (list: readonly XmlElement[], name: string): XmlElement | undefined =>
  list.find(({ attributes }) => attributes['Name'] === name)

describe('the metadata document', () => {
  it('is well formed, in the order of CSDL 4.0, and complete: every type that it names is there', async () => {
    const root = await document()
    const [schema] = elements(root, 'Schema')
    expect(schema?.attributes).toMatchObject({ Namespace: 'My.Space', Alias: 'me' })
    const declared = (schema?.children ?? []).map(({ attributes }) => `My.Space.${attributes['Name']}`)
    const used = [
      ...elements(root, 'Property'),
      ...elements(root, 'NavigationProperty'),
      ...elements(root, 'Parameter'),
    ]
      .map(({ attributes }) => attributes['Type']?.replace(/^Collection\((.*)\)$/, '$1') ?? '')
      .filter((type) => !type.startsWith('Edm.'))
    expect(used.length).toBeGreaterThan(5)
    for (const type of used) expect(declared).toContain(type)
    expect(new Set(declared).size).toBe(declared.length)
    for (const type of elements(root, 'EntityType')) {
      const order = type.children.map(({ name }) => ['Key', 'Property', 'NavigationProperty'].indexOf(name))
      expect(order).toEqual(order.toSorted((a, b) => a - b))
    }
  })

  it('unites what several sets tell of one type, and knows types that only navigation reaches', async () => {
    const types = elements(await document(), 'EntityType')
    expect(types.map(({ attributes }) => attributes['Name'])).toEqual(['thing', 'part', 'owner'])
    const names = types[0]?.children.map(({ attributes }) => attributes['Name'])
    expect(names).toEqual(expect.arrayContaining(['note', 'state', 'parts']))
    expect(named(elements(types[0]!, 'Property'), 'file')?.attributes).toMatchObject({ Type: 'Edm.Stream' })
    expect(named(elements(types[0]!, 'Property'), 'code')?.attributes).toEqual({
      Name: 'code',
      Type: 'Edm.String',
      MaxLength: '5',
    })
  })

  it('gives members of enumerations names that an identifier may have', async () => {
    const [type] = elements(await document(), 'EnumType')
    expect(type?.attributes['Name']).toBe('state<"&>')
    expect(type?.children.map(({ attributes }) => attributes['Name'])).toEqual([
      '_x0020_',
      'In_x0020_Review',
      '_x0031_st',
    ])
  })

  it('binds navigation to sets, but for containment and hidden sets', async () => {
    const root = await document()
    const [container] = elements(root, 'EntityContainer')
    expect(container?.children.map(({ name, attributes }) => [name, attributes['Name']])).toEqual([
      ['EntitySet', 'things'],
      ['EntitySet', 'otherThings'],
      ['Singleton', 'owner'],
      ['ActionImport', 'go'],
      ['FunctionImport', 'ask'],
    ])
    expect(elements(container!, 'NavigationPropertyBinding').map(({ attributes }) => attributes['Path'])).toEqual([
      'owner',
      'owner',
    ])
    const parts = named(elements(root, 'NavigationProperty'), 'parts')
    expect(parts?.attributes).toMatchObject({ Type: 'Collection(My.Space.part)', ContainsTarget: 'true' })
    expect(named(elements(root, 'Function'), 'ask')?.children[0]?.attributes).toEqual({ Type: 'Collection(Edm.Int32)' })
    expect(elements(named(elements(root, 'EntityType'), 'owner')!, 'Key')).toEqual([])
  })

  it('is not opened with a partner that is no navigation', async () => {
    const database = await openDatabase({ tables: [table], clock: createClock({ source: stillTime() }) })
    const wrong = { ...thing, navigation: { self: { target: 'things', column: 'ownerId', partner: 'nothing' } } }
    const root = { path: '/api', namespace: 'S', container: 'C', dialect: plainDialect, sets: [wrong] }
    expect(() => createService({ root, database })).toThrow('the partner of self is nothing')
  })
})
