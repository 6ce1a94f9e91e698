import { describe, expect, it } from 'vitest'
import { openShop } from '../fixtures/shop.ts'

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
      '<EnumType Name="customerKind"><Member Name="Small" Value="0"/><Member Name="Big" Value="1"/></EnumType>',
      '<NavigationProperty Name="orders" Type="Collection(Shop.order)"/>',
      '<Action Name="rename" IsBound="true"><Parameter Name="bindingParameter" Type="Shop.customer"/><Parameter Name="to" Type="Edm.String"/></Action>',
      '<EntitySet Name="orders" EntityType="Shop.order"><NavigationPropertyBinding Path="customer" Target="customers"/></EntitySet>',
      '<FunctionImport Name="whoAmI" Function="Shop.whoAmI"/>',
    ])
      expect(answer.text).toContain(part)
  })
})
