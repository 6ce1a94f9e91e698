/** Unbound functions and actions (reference/dataverse-protocol.md, sections 1 and 14; option values: interface of InsertOptionValue). */
import type { Json, JsonObject, OperationDefinition, Row, WriteContext } from '@koble/odata-server'
import { CrmError, errors } from '../crm-error.ts'
import { tables } from '../schema/tables.ts'
import { refuseWith } from '../security/access.ts'
import { mayCustomize } from '../security/rights.ts'
import { optionsOf } from './options.ts'
import { organizationOf, userOf } from './users.ts'
import { textOf } from '../text-of.ts'

export const operations: Readonly<Record<string, OperationDefinition>> = {
  WhoAmI: { kind: 'function', run: ({ context }) => ({ body: whoAmI(context) }) },
  RetrieveVersion: {
    kind: 'function',
    run: ({ context }) => ({
      body: { ...responseContext(context, 'RetrieveVersionResponse'), Version: '9.2.24112.00160' },
    }),
  },
  RetrieveCurrentOrganization: {
    kind: 'function',
    parameters: { AccessType: 'Edm.String' },
    run: ({ context }) => ({ body: currentOrganization(context) }),
  },
  RetrieveTotalRecordCount: {
    kind: 'function',
    parameters: { EntityNames: 'Collection(String)' },
    run: ({ parameters, context }) => ({ body: recordCounts(parameters, context) }),
  },
  InsertOptionValue: {
    kind: 'action',
    run: ({ parameters, context }) => ({ body: insertOption(parameters, context) }),
  },
  UpdateOptionValue: {
    kind: 'action',
    run: ({ parameters, context }) => {
      updateOption(parameters, context)
      return undefined
    },
  },
  DeleteOptionValue: {
    kind: 'action',
    run: ({ parameters, context }) => {
      deleteOption(parameters, context)
      return undefined
    },
  },
  PublishXml: { kind: 'action', run: () => undefined },
  PublishAllXml: { kind: 'action', run: () => undefined },
}

const responseContext = (context: WriteContext, name: string): JsonObject => ({
  '@odata.context': `${context.serviceUrl}/$metadata#Microsoft.Dynamics.CRM.${name}`,
})

function whoAmI(context: WriteContext): JsonObject {
  return {
    ...responseContext(context, 'WhoAmIResponse'),
    BusinessUnitId: text(userOf(context.data, context.principal.id)?.['businessunitid']),
    UserId: context.principal.id,
    OrganizationId: organizationOf(context.data)?.id ?? null,
  }
}

function currentOrganization(context: WriteContext): JsonObject {
  const organization = organizationOf(context.data)
  return {
    ...responseContext(context, 'RetrieveCurrentOrganizationResponse'),
    Detail: {
      OrganizationId: organization?.id ?? null,
      FriendlyName: text(organization?.['name']),
      OrganizationVersion: '9.2.24112.00160',
      UrlName: context.request.url.hostname,
      UniqueName: 'fjordlys',
      State: 'Enabled',
      Endpoints: { Count: 1, Keys: ['WebApplication'], Values: [`${context.request.url.origin}/`] },
    },
  }
}

function recordCounts(parameters: JsonObject, context: WriteContext): JsonObject {
  const given = parameters['EntityNames']
  const names = Array.isArray(given) ? given.map(String) : []
  for (const name of names) if (!tables.has(name)) refuseWith(errors.badRequest(`The entity '${name}' does not exist.`))
  return {
    ...responseContext(context, 'RetrieveTotalRecordCountResponse'),
    EntityRecordCountCollection: {
      Count: names.length,
      Keys: names,
      Values: names.map((name) => context.data.count(name)),
    },
  }
}

interface OptionAddress {
  readonly table: string
  readonly attribute: string
}

/** The picklist that the action names; a global choice is not among the emulator's. */
function addressOf(parameters: JsonObject, context: WriteContext): OptionAddress {
  if (!mayCustomize(context.data, context.principal)) refuseWith(errors.accessDenied())
  if (typeof parameters['OptionSetName'] === 'string') refuseWith(errors.notEmulated('A global option set'))
  const table = textOf(parameters['EntityLogicalName'])
  const attribute = textOf(parameters['AttributeLogicalName'])
  if (tables.get(table)?.columns[attribute]?.type !== 'Picklist') {
    refuseWith(errors.badRequest(`The attribute '${attribute}' of '${table}' is not an option set.`))
  }
  return { table, attribute }
}

function insertOption(parameters: JsonObject, context: WriteContext): JsonObject {
  const { table, attribute } = addressOf(parameters, context)
  const column = tables.get(table)?.columns[attribute]
  const taken = column ? optionsOf(context.data, table, attribute, column) : []
  const value = numberOf(parameters['Value']) ?? nextValue(taken.map((option) => option.value))
  if (taken.some((option) => option.value === value)) {
    refuseWith(new CrmError(400, '0x80044363', `An option with the value ${value} already exists in '${attribute}'.`))
  }
  const label = labelOf(parameters['Label'])
  if (label === undefined) refuseWith(errors.badRequest('The parameter Label with a LocalizedLabel is missing.'))
  context.data.insert('stringmap', {
    objecttypecode: table,
    attributename: attribute,
    attributevalue: value,
    value: label,
    displayorder: taken.length + 1,
    langid: 1033,
  })
  return { ...responseContext(context, 'InsertOptionValueResponse'), NewOptionValue: value }
}

/** Values of a publisher's own options begin with its prefix (72123 for `koble`). */
const nextValue = (taken: readonly number[]): number =>
  Math.max(721_229_999, ...taken.filter((value) => value >= 721_230_000)) + 1

function updateOption(parameters: JsonObject, context: WriteContext): void {
  const row = optionRow(parameters, context)
  const label = labelOf(parameters['Label'])
  if (label === undefined) refuseWith(errors.badRequest('The parameter Label with a LocalizedLabel is missing.'))
  context.data.update('stringmap', row.id, { value: label })
}

function deleteOption(parameters: JsonObject, context: WriteContext): void {
  context.data.remove('stringmap', optionRow(parameters, context).id)
}

function optionRow(parameters: JsonObject, context: WriteContext): Row {
  const { table, attribute } = addressOf(parameters, context)
  const value = numberOf(parameters['Value'])
  for (const row of context.data.find('stringmap', { objecttypecode: table, attributename: attribute })) {
    if (row['attributevalue'] === value) return row
  }
  return refuseWith(errors.badRequest(`'${attribute}' of '${table}' has no option with the value ${String(value)}.`))
}

function labelOf(label: Json | undefined): string | undefined {
  const labels = isObject(label) ? label['LocalizedLabels'] : undefined
  const first = Array.isArray(labels) ? labels[0] : undefined
  const found = isObject(first) ? first['Label'] : undefined
  return typeof found === 'string' && found !== '' ? found : undefined
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
