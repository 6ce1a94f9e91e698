/** `EntityDefinitions`: the tables' metadata as the Web API shows it (reference/dataverse-protocol.md, section 16; reference/wire-examples.md, B23). */
import type { JsonObject, Reader } from '@koble/odata-server'
import { fixedGuid } from '../fixed-guid.ts'
import { associations } from '../schema/associations.ts'
import { deleteBehavior, type Column, type ColumnType } from '../schema/column.ts'
import { isLookup, tableOf, tables } from '../schema/tables.ts'
import type { TableSchema } from '../schema/table.ts'
import { optionsOf } from '../service/options.ts'

const attributeTypes: Readonly<Record<ColumnType, string>> = {
  Uniqueidentifier: 'Uniqueidentifier',
  String: 'String',
  Memo: 'Memo',
  Integer: 'Integer',
  BigInt: 'BigInt',
  Decimal: 'Decimal',
  Double: 'Double',
  Money: 'Money',
  Boolean: 'Boolean',
  DateTime: 'DateTime',
  Picklist: 'Picklist',
  State: 'State',
  Status: 'Status',
  Lookup: 'Lookup',
  Customer: 'Customer',
  Owner: 'Owner',
  EntityName: 'EntityName',
}

export const metadataIdOf = (...names: readonly string[]): string => fixedGuid(`metadata/${names.join('/')}`)

export function entityDefinition(schema: TableSchema): JsonObject {
  return {
    MetadataId: metadataIdOf(schema.name),
    LogicalName: schema.name,
    SchemaName: schema.schemaName,
    EntitySetName: schema.setName,
    LogicalCollectionName: schema.setName,
    CollectionSchemaName: schema.setName,
    PrimaryIdAttribute: schema.primaryId,
    PrimaryNameAttribute: schema.primaryName,
    ObjectTypeCode: schema.objectTypeCode,
    OwnershipType: { user: 'UserOwned', organization: 'OrganizationOwned', none: 'None' }[schema.ownership],
    ChangeTrackingEnabled: schema.changeTracking,
    IsOptimisticConcurrencyEnabled: true,
    IsCustomEntity: schema.name.startsWith('koble_'),
    IsActivity: schema.activity,
    IsIntersect: schema.intersect,
    DisplayName: label(schema.label),
    DisplayCollectionName: label(schema.collectionLabel),
  }
}

export function attributeDefinition(schema: TableSchema, name: string, column: Column): JsonObject {
  const type = attributeTypes[column.type]
  return {
    '@odata.type': `#Microsoft.Dynamics.CRM.${metadataTypeOf(column)}`,
    MetadataId: metadataIdOf(schema.name, name),
    EntityLogicalName: schema.name,
    LogicalName: name,
    SchemaName: column.schemaName ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    AttributeType: type,
    AttributeTypeName: { Value: `${type}Type` },
    IsPrimaryId: name === schema.primaryId,
    IsPrimaryName: name === schema.primaryName,
    IsCustomAttribute: name.startsWith('koble_'),
    IsValidForCreate: column.access === 'all' || column.access === 'create',
    IsValidForUpdate: column.access === 'all' || column.access === 'update',
    IsValidForRead: column.writeOnly !== true,
    RequiredLevel: { Value: requiredLevel(column), CanBeChanged: false },
    DisplayName: label(column.label ?? name),
    ...(column.maxLength === undefined ? {} : { MaxLength: column.maxLength }),
    ...(column.precision === undefined ? {} : { Precision: column.precision }),
    ...(column.range === undefined ? {} : { MinValue: column.range[0], MaxValue: column.range[1] }),
    ...(column.type === 'DateTime' ? dateBehaviour(column) : {}),
    ...(column.targets === undefined ? {} : { Targets: column.targets.map((target) => target.table) }),
  }
}

function requiredLevel(column: Column): string {
  if (column.required) return 'SystemRequired'
  return column.formRequired ? 'ApplicationRequired' : 'None'
}

const dateBehaviour = (column: Column): JsonObject => ({
  Format: column.dateOnly ? 'DateOnly' : 'DateAndTime',
  DateTimeBehavior: { Value: column.dateOnly ? 'DateOnly' : 'UserLocal' },
})

/** The type to which an attribute's URL may be cast. */
export function metadataTypeOf(column: Column): string {
  if (isLookup(column)) return 'LookupAttributeMetadata'
  if (column.type === 'Uniqueidentifier') return 'AttributeMetadata'
  return `${attributeTypes[column.type]}AttributeMetadata`
}

export function optionSet(data: Reader, schema: TableSchema, name: string, column: Column): JsonObject {
  return {
    MetadataId: metadataIdOf(schema.name, name, 'options'),
    Name: `${schema.name}_${name}`,
    IsGlobal: false,
    OptionSetType: column.type,
    Options: optionsOf(data, schema.name, name, column).map((option) => ({
      Value: option.value,
      Color: null,
      IsManaged: option.value < 100_000,
      ExternalValue: null,
      MetadataId: null,
      HasChanged: null,
      ...(option.state === undefined ? {} : { State: option.state }),
      Label: label(option.label),
    })),
  }
}

export const keyDefinitions = (schema: TableSchema): readonly JsonObject[] =>
  schema.keys.map((key) => ({
    MetadataId: metadataIdOf(schema.name, 'key', key.name),
    LogicalName: key.name.toLowerCase(),
    SchemaName: key.name,
    KeyAttributes: [...key.columns],
    EntityKeyIndexStatus: 'Active',
    EntityLogicalName: schema.name,
    DisplayName: label(key.label),
  }))

export function manyToOne(schema: TableSchema): readonly JsonObject[] {
  return Object.entries(schema.columns).flatMap(([name, column]) =>
    (column.targets ?? []).map((target) => ({
      MetadataId: metadataIdOf(schema.name, name, target.table),
      SchemaName: `${schema.name}_${name}_${target.table}`,
      ReferencingEntity: schema.name,
      ReferencingAttribute: name,
      ReferencingEntityNavigationPropertyName: target.navigation || name,
      ReferencedEntity: target.table,
      ReferencedAttribute: tableOf(target.table).primaryId,
      CascadeConfiguration: { Delete: deleteBehavior(column, target.table) },
    })),
  )
}

export const manyToMany = (schema: TableSchema): readonly JsonObject[] =>
  associations
    .filter(({ ends }) => ends.some((end) => end.table === schema.name))
    .map(({ name, intersect, ends: [first, second] }) => ({
      MetadataId: metadataIdOf('association', name),
      SchemaName: name,
      IntersectEntityName: intersect,
      Entity1LogicalName: first.table,
      Entity1IntersectAttribute: first.column,
      Entity1NavigationPropertyName: name,
      Entity2LogicalName: second.table,
      Entity2IntersectAttribute: second.column,
      Entity2NavigationPropertyName: name,
    }))

function label(text: string): JsonObject {
  const localized = {
    Label: text,
    LanguageCode: 1033,
    IsManaged: true,
    MetadataId: metadataIdOf('label', text),
    HasChanged: null,
  }
  return { LocalizedLabels: [localized], UserLocalizedLabel: localized }
}

export const allDefinitions = (): readonly JsonObject[] => [...tables.values()].map(entityDefinition)
