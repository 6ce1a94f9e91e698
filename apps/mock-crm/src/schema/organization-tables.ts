/** The organization and what belongs to it: business units, roles, teams, currencies. Columns: reference/dataverse-schema.json. */
import { choice, decimal, flag, guid, integer, lookup, memo, onCreate, readOnly, text, twoStates } from './column.ts'
import { table } from './table.ts'

export const organization = table({
  name: 'organization',
  setName: 'organizations',
  label: 'Organization',
  objectTypeCode: 1019,
  columns: {
    name: readOnly(text(160)),
    basecurrencyid: readOnly(lookup('transactioncurrency')),
    basecurrencysymbol: readOnly(text(5)),
    basecurrencyprecision: readOnly(integer()),
    currencydecimalprecision: integer(),
    pricingdecimalprecision: integer(),
    languagecode: readOnly(integer()),
    localeid: integer(),
    expirechangetrackingindays: integer(),
    issopintegrationenabled: flag(),
    oobpricecalculationenabled: flag(),
    createproductswithoutparentinactivestate: flag(),
    isdisabled: readOnly(flag()),
    schemanameprefix: readOnly(text(8)),
    maxuploadfilesize: integer(),
    isauditenabled: flag(),
  },
})

export const businessunit = table({
  name: 'businessunit',
  setName: 'businessunits',
  label: 'Business Unit',
  schemaName: 'BusinessUnit',
  objectTypeCode: 10,
  columns: {
    name: text(160),
    description: memo(),
    divisionname: text(100),
    emailaddress: text(100),
    websiteurl: text(200),
    costcenter: text(100),
    organizationid: readOnly(lookup('organization')),
    parentbusinessunitid: lookup('businessunit'),
    isdisabled: readOnly(flag()),
  },
})

export const role = table({
  name: 'role',
  setName: 'roles',
  label: 'Security Role',
  objectTypeCode: 1036,
  columns: {
    name: text(100),
    businessunitid: lookup('businessunit'),
    ismanaged: readOnly(flag()),
    roleidunique: readOnly(guid()),
  },
  readOnly: true,
})

/** Which user holds which role: the intersect table of `systemuserroles_association`. */
export const systemuserroles = table({
  name: 'systemuserroles',
  setName: 'systemuserrolescollection',
  label: 'User Role',
  schemaName: 'SystemUserRoles',
  objectTypeCode: 15,
  primaryId: 'systemuserroleid',
  primaryName: 'systemuserroleid',
  columns: { systemuserid: lookup('systemuser'), roleid: lookup('role') },
  readOnly: true,
})

export const team = table({
  name: 'team',
  setName: 'teams',
  label: 'Team',
  objectTypeCode: 9,
  columns: {
    name: text(160),
    description: memo(),
    emailaddress: text(100),
    businessunitid: lookup('businessunit'),
    administratorid: lookup('systemuser'),
    teamtype: onCreate(choice({ 0: 'Owner', 1: 'Access' })),
    isdefault: readOnly(flag()),
  },
})

export const transactioncurrency = table({
  name: 'transactioncurrency',
  setName: 'transactioncurrencies',
  label: 'Currency',
  collectionLabel: 'Currencies',
  schemaName: 'TransactionCurrency',
  objectTypeCode: 9105,
  primaryName: 'currencyname',
  changeTracking: true,
  columns: {
    currencyname: { ...text(100), required: true },
    isocurrencycode: { ...onCreate(text(5)), required: true },
    currencysymbol: { ...text(10), required: true },
    currencyprecision: { ...integer(), required: true },
    exchangerate: { ...decimal(12), required: true },
    organizationid: readOnly(lookup('organization')),
    ...twoStates('Active', 'Inactive'),
  },
})
