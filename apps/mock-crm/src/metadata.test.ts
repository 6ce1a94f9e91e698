/** Definitions, option sets and the service's own functions (reference/wire-examples.md, B23; reference/dataverse-protocol.md, section 16). */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { errorOf, openClient, root, rowsOf, type Client } from './testing/client.ts'

let client: Client
beforeAll(async () => {
  client = await openClient()
})
afterAll(() => client.crm.close())

const cast =
  "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='paymenttermscode')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)"

const labelsOf = async (): Promise<readonly unknown[]> => {
  const options = Object(Object((await client.get(cast)).json['OptionSet']).Options)
  return [...options].map((option) => [
    Object(option).Value,
    Object(Object(Object(option).Label).UserLocalizedLabel).Label,
  ])
}

it('a table tells its names, keys and change tracking', async () => {
  const answer = await client.get(
    "EntityDefinitions(LogicalName='account')?$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,ChangeTrackingEnabled,IsOptimisticConcurrencyEnabled",
  )
  expect(answer.json).toMatchObject({
    '@odata.context': `${root}/$metadata#EntityDefinitions(LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,ChangeTrackingEnabled,IsOptimisticConcurrencyEnabled)/$entity`,
    LogicalName: 'account',
    EntitySetName: 'accounts',
    PrimaryIdAttribute: 'accountid',
    PrimaryNameAttribute: 'name',
    ChangeTrackingEnabled: true,
    IsOptimisticConcurrencyEnabled: true,
    MetadataId: expect.any(String),
  })
})

it('set names are listed, and metadata takes simple filters only', async () => {
  const rows = rowsOf(
    await client.get(
      "EntityDefinitions?$select=LogicalName,EntitySetName&$filter=LogicalName eq 'koble_company' or LogicalName eq 'koble_accountstatistics'",
    ),
  )
  expect(rows.map((row) => String(row['EntitySetName'])).toSorted()).toEqual([
    'koble_accountstatisticses',
    'koble_companies',
  ])
  const refused = await client.get("EntityDefinitions?$filter=startswith(LogicalName,'acc')")
  expect([refused.status, errorOf(refused).code]).toEqual([501, '0x8006088a'])
})

it('columns tell their type, length and navigation', async () => {
  const answer = await client.get(
    "EntityDefinitions(LogicalName='account')?$select=LogicalName&$expand=Attributes($select=LogicalName,AttributeType,IsValidForCreate),ManyToOneRelationships($select=ReferencingAttribute,ReferencedEntity,ReferencingEntityNavigationPropertyName)",
  )
  const attributes = [...Object(answer.json['Attributes'])].map(Object)
  expect(attributes.find((attribute) => attribute.LogicalName === 'creditlimit')).toMatchObject({
    AttributeType: 'Money',
    IsValidForCreate: true,
  })
  const relations = [...Object(answer.json['ManyToOneRelationships'])].map(Object)
  expect(relations).toContainEqual(
    expect.objectContaining({
      ReferencingAttribute: 'koble_company',
      ReferencedEntity: 'koble_company',
      ReferencingEntityNavigationPropertyName: 'koble_Company',
    }),
  )
  const name = await client.get(
    "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='name')/Microsoft.Dynamics.CRM.StringAttributeMetadata?$select=MaxLength",
  )
  expect(name.json['MaxLength']).toBe(160)
})

it('option values are added, used, relabelled and deleted', async () => {
  expect(await labelsOf()).toEqual([
    [1, 'Net 30'],
    [2, '2% 10, Net 30'],
    [3, 'Net 45'],
    [4, 'Net 60'],
  ])
  const label = (text: string) => ({ LocalizedLabels: [{ Label: text, LanguageCode: 1033 }] })
  const target = { EntityLogicalName: 'account', AttributeLogicalName: 'paymenttermscode' }
  const inserted = await client.post('InsertOptionValue', {
    ...target,
    Value: 721230007,
    Label: label('Current month, 8 days'),
  })
  expect([inserted.status, inserted.json['NewOptionValue']]).toEqual([200, 721230007])
  const id = await client.create('accounts', { name: 'Terms', paymenttermscode: 721230007 })
  const shown = await client.get(`accounts(${id})?$select=paymenttermscode`, {
    Prefer: 'odata.include-annotations="*"',
  })
  expect(shown.json['paymenttermscode@OData.Community.Display.V1.FormattedValue']).toBe('Current month, 8 days')
  expect((await client.post('UpdateOptionValue', { ...target, Value: 721230007, Label: label('CM + 8') })).status).toBe(
    204,
  )
  expect(await labelsOf()).toContainEqual([721230007, 'CM + 8'])
  expect((await client.post('InsertOptionValue', { ...target, Value: 721230007, Label: label('Again') })).status).toBe(
    400,
  )
  expect((await client.post('DeleteOptionValue', { ...target, Value: 721230007 })).status).toBe(204)
  expect((await client.post('accounts', { name: 'x', paymenttermscode: 721230007 })).status).toBe(400)
})

it('stringmaps tell the same labels', async () => {
  const rows = rowsOf(
    await client.get(
      "stringmaps?$select=attributevalue,value&$filter=objecttypecode eq 'account' and attributename eq 'customertypecode'",
    ),
  )
  expect(rows.map((row) => [row['attributevalue'], row['value']])).toContainEqual([3, 'Customer'])
})

it('counts, version and organization', async () => {
  const counts = await client.get("RetrieveTotalRecordCount(EntityNames=['account','contact'])")
  expect(counts.json['EntityRecordCountCollection']).toMatchObject({ Keys: ['account', 'contact'] })
  expect((await client.get('RetrieveVersion()')).json['Version']).toMatch(/^9\.2\./)
  expect(rowsOf(await client.get('organizations?$select=name,expirechangetrackingindays'))).toMatchObject([
    { name: 'Fjordlys CRM', expirechangetrackingindays: 7 },
  ])
})

it('the service document lists the sets and $metadata names the types', async () => {
  expect(rowsOf(await client.get(`${root}/`))).toContainEqual({ name: 'accounts', kind: 'EntitySet', url: 'accounts' })
  expect((await client.get('$metadata')).text).toContain('Namespace="Microsoft.Dynamics.CRM"')
})

it('changing definitions is refused plainly', async () => {
  const answer = await client.post("EntityDefinitions(LogicalName='account')/Attributes", {})
  expect(answer.status).toBe(501)
})
