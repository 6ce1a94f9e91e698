/**
 * The service's refusals: status, code and text. Codes and texts: reference/dataverse-protocol.md, section 7. A refusal
 * that the reference does not know is `notEmulated`, which says so plainly.
 */

interface MissingPrivilege {
  readonly user: string
  readonly privilege: string
  readonly privilegeId: string
  readonly schema: { readonly name: string; readonly label: string; readonly objectTypeCode: number }
  readonly caller: string
}

export class CrmError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'CrmError'
    this.status = status
    this.code = code
  }
}

const payloadHelp =
  'For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293'

const outOfRange = (code: string, column: string, table: string): CrmError =>
  new CrmError(
    400,
    code,
    `A validation error occurred. The value of '${column}' on record of type '${table}' is outside the valid range.`,
  )

const unitMissing = ['0x80043b0d', 'The unit id is missing.'] as const
const scheduleMissing = ['0x80043b0a', 'The unit schedule id is missing.'] as const

/** Required columns whose absence has a code of its own; where the reference gives no text, the words are ours. */
const missing: Readonly<Record<string, readonly [code: string, message: string]>> = {
  'product.productnumber': ['0x80043b05', 'The product number is missing.'],
  'product.defaultuomscheduleid': scheduleMissing,
  'product.defaultuomid': unitMissing,
  'uom.uomscheduleid': scheduleMissing,
  'pricelevel.name': ['0x80043b0e', 'The price level name is missing.'],
  'productpricelevel.pricelevelid': ['0x80043b12', 'The price level id is missing.'],
  'productpricelevel.productid': ['0x80043b11', 'The product id is missing.'],
  'productpricelevel.uomid': unitMissing,
}

export const errors = {
  rowMissing: (table: string, id: string) => new CrmError(404, '0x80040217', `${table} With Id = ${id} Does Not Exist`),
  keyRowMissing: (table: string) =>
    new CrmError(404, '0x80060891', `A record with the specified key values does not exist in ${table} entity`),
  keyNotDefined: (table: string) =>
    new CrmError(
      400,
      '0x80060890',
      `The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.${table}'. Ensure that the names and number of key properties match the declared or alternate key properties for the resource 'Microsoft.Dynamics.CRM.${table}'.`,
    ),
  segmentMissing: (segment: string) =>
    new CrmError(404, '0x8006088a', `Resource not found for the segment '${segment}'.`),
  propertyMissing: (property: string, table: string) =>
    new CrmError(
      400,
      '0x80060888',
      `Could not find a property named '${property}' on type 'Microsoft.Dynamics.CRM.${table}'.`,
    ),
  badRequest: (message: string) => new CrmError(400, '0x80060888', message),
  payload: (setName: string, inner: string) =>
    new CrmError(
      400,
      '0x80048d19',
      `Error identified in Payload provided by the user for Entity :'${setName}', ${payloadHelp}  ---->  InnerException : Microsoft.OData.ODataException: ${inner}`,
    ),
  tooLong: (column: string, table: string, maxLength: number) =>
    new CrmError(
      400,
      '0x80044331',
      `A validation error occurred.  The length of the '${column}' attribute of the '${table}' entity exceeded the maximum allowed length of '${maxLength}'.`,
    ),
  tooManyToAggregate: () =>
    new CrmError(400, '0x8004E023', 'AggregateQueryRecordLimit exceeded. Cannot perform this operation.'),
  optionOutOfRange: (value: number, column: string, table: string, accepted: readonly number[]) =>
    new CrmError(
      400,
      '0x8004431A',
      `A validation error occurred. The value ${value} of '${column}' on record of type '${table}' is outside the valid range. Accepted Values: ${accepted.join(',')}`,
    ),
  amountOutOfRange: (column: string, table: string) => outOfRange('0x80044330', column, table),
  integerOutOfRange: (column: string, table: string) => outOfRange('0x8004432f', column, table),
  badDate: () =>
    new CrmError(400, '0x80040239', 'The date-time format is invalid, or value is outside the supported range.'),
  badBind: (url: string, navigation: string) =>
    new CrmError(400, '0x80090800', `Invalid url value '${url}' for lookup property '${navigation}'.`),
  required: (column: string, table: string) => {
    const [code, message] = missing[`${table}.${column}`] ?? [
      '0x80040203',
      `Attribute '${column}' of entity '${table}' cannot be NULL.`,
    ]
    return new CrmError(400, code, message)
  },
  invalidArgument: (message: string) => new CrmError(400, '0x80040203', message),
  versionMismatch: () =>
    new CrmError(
      412,
      '0x80060882',
      "The version of the existing record doesn't match the RowVersion property provided.",
    ),
  rowExists: () => new CrmError(412, '0x80040237', 'A record with matching key values already exists.'),
  duplicateId: () => new CrmError(412, '0x80040237', 'Cannot insert duplicate key.'),
  duplicateKey: (key: string, columns: string) =>
    new CrmError(
      412,
      '0x80060892',
      `Entity Key ${key} violated. A record with the same value for ${columns} already exists. A duplicate record cannot be created. Select one or more unique values and try again.`,
    ),
  duplicateCurrency: () =>
    new CrmError(400, '0x80048cf3', 'A currency with the specified ISO currency code already exists.'),
  baseCurrencyRate: () => new CrmError(400, '0x80048cf5', 'The exchange rate of the base currency cannot be modified.'),
  inactive: () => new CrmError(400, '0x80040230', 'The object cannot be updated because it is inactive.'),
  badStatus: (status: number, type: string, state: string, table: string, id: string) =>
    new CrmError(
      400,
      '0x80048408',
      `${status} is not a valid status code for state code ${type}State.${state} on ${table} with Id ${id}.`,
    ),
  restricted: () =>
    new CrmError(
      405,
      '0x80040227',
      'The object you tried to delete is associated with another object and cannot be deleted.',
    ),
  primaryUnitQuantity: () =>
    new CrmError(400, '0x80043b18', 'The quantity of the primary unit of a unit group is read-only.'),
  unitNotOfProduct: () => new CrmError(400, '0x80043b14', 'The specified unit is not valid for this product.'),
  unitGroupFixed: () => new CrmError(400, '0x800422FE', "The product's unit group cannot be changed."),
  productNumberExists: () =>
    new CrmError(
      400,
      '0x80043B06',
      'The specified product ID conflicts with the product ID of an existing record. Specify a different product ID and try again.',
    ),
  draftOnly: () =>
    new CrmError(400, '0x8004F995', 'Product families and bundles can only be updated in the Draft state.'),
  publishDraftOnly: () => new CrmError(400, '0x8004F90A', 'Only a product in the Draft state can be published.'),
  retiredOnPriceList: () => new CrmError(400, '0x80061009', 'A retired product cannot be added to a price list.'),
  secondPrice: () =>
    new CrmError(400, '0x80043b08', 'This product and unit combination has a price for this price list.'),
  priceListNameExists: () => new CrmError(400, '0x80043b0f', 'A price list with this name already exists.'),
  priceListCurrency: () =>
    new CrmError(400, '0x80048cf9', "The currency of the price list must be the product's for percentage pricing."),
  userOwnsRows: () =>
    new CrmError(400, '0x80048610', 'This user owns records and cannot be deleted. Disable the user instead.'),
  privilegeMissing: ({ user, privilege, privilegeId, schema, caller }: MissingPrivilege) =>
    new CrmError(
      403,
      '0x80040220',
      `Principal user (${user}) is missing ${privilege} privilege (Id=${privilegeId}) on OTC=${schema.objectTypeCode} for entity '${schema.name}' (LocalizedName='${schema.label}'). context.Caller=${caller}`,
    ),
  accessDenied: () => new CrmError(403, '0x80048405', 'Access is denied.'),
  ownerWithoutRights: () => new CrmError(403, '0x80040231', 'Target user or team does not hold required privileges.'),
  notMember: () => new CrmError(403, '0x80072560', 'The user is not a member of the organization.'),
  disabledUser: () =>
    new CrmError(403, '0x80040225', 'The specified user is either disabled or is not a member of any business unit.'),
  noRoles: (id: string) => new CrmError(403, '0x80042f09', `The user (Id = ${id}) has not been assigned any roles.`),
  crossSite: () =>
    new CrmError(
      403,
      '0x80048405',
      'Access is denied. A session is accepted on writes from pages of this organization only.',
    ),
  badCaller: (value: string) => new CrmError(400, '0x80048d1A', `Invalid caller id '${value}'.`),
  notImpersonator: () =>
    new CrmError(403, '0x8004A110', 'User does not have the privilege to act on behalf another user.'),
  wrongVerb: (method: string, resource: string) =>
    new CrmError(405, '0x80040315', `The HTTP method ${method} is not supported on '${resource}'.`),
  changeTrackingOff: (table: string) =>
    new CrmError(400, '0x80072491', `Entity ${table} isn't enabled for change tracking.`),
  trackingOption: (option: string) =>
    new CrmError(400, '0x80060888', `The "${option}" query parameter isn't supported when Change Tracking is enabled.`),
  expiredToken: () =>
    new CrmError(
      400,
      '0x80044352',
      'Version stamp associated with the client has expired. Please perform a full sync.',
    ),
  badToken: () => new CrmError(400, '0x80072515', 'The sync token is invalid.'),
  badCookie: () => new CrmError(400, '0x8004112A', 'Invalid page number in paging cookie.'),
  bulkDelete: () => new CrmError(501, '0x80040219', 'DeleteMultiple has not yet been implemented.'),
  metadataStartswith: (name: string) =>
    new CrmError(501, '0x8006088a', `The "${name}" function isn't supported for Metadata Entities`),
  notEmulated: (what: string) =>
    new CrmError(501, '0x80040219', `${what} is not implemented by this emulator of the service.`),
  tooLarge: () => new CrmError(413, '0x80040203', 'The request body is too long.'),
  unexpected: () => new CrmError(500, '0x80040216', 'An unexpected error occurred.'),
} as const
