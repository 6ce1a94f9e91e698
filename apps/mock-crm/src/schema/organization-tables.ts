/** The organization and what belongs to it: business units, roles, teams, currencies. Columns: reference/dataverse-schema.json. */
import {
  cascading,
  choice,
  decimal,
  flag,
  guid,
  integer,
  lookup,
  memo,
  onCreate,
  readOnly,
  required,
  text,
  twoStates,
  within,
} from './column.ts'
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
    discountcalculationmethod: choice({ 0: 'Line item', 1: 'Per unit' }),
    quoteprefix: text(20),
    currentquotenumber: integer(),
    orderprefix: text(20),
    currentordernumber: integer(),
    invoiceprefix: text(20),
    currentinvoicenumber: integer(),
    uniquespecifierlength: integer(),
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
  columns: { systemuserid: cascading(lookup('systemuser')), roleid: cascading(lookup('role')) },
  intersect: true,
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

/** Which user is a member of which team: the intersect table of `teammembership_association`. */
export const teammembership = table({
  name: 'teammembership',
  setName: 'teammemberships',
  label: 'Team Membership',
  schemaName: 'TeamMembership',
  objectTypeCode: 23,
  primaryName: 'teammembershipid',
  columns: { systemuserid: cascading(lookup('systemuser')), teamid: cascading(lookup('team')) },
  intersect: true,
  readOnly: true,
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
    currencyname: required(text(100)),
    isocurrencycode: required(onCreate(text(5))),
    currencysymbol: required(text(10)),
    currencyprecision: required(within(0, 4, integer())),
    exchangerate: required(within(0.0000000001, 100_000_000_000, decimal(12))),
    organizationid: readOnly(lookup('organization')),
    ...twoStates('Active', 'Inactive'),
  },
})
