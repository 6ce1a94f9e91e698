/**
 * A Dataverse table as plain data: names, ownership, columns, keys. One definition drives the stored table, the Web
 * API's entity set, `EntityDefinitions` and the forms. Names: reference/dataverse-protocol.md, section 4.1.
 */
import {
  bigint,
  decimal,
  instant,
  integer,
  lookup,
  money,
  onCreate,
  owner,
  readOnly,
  twoStates,
  type Column,
} from './column.ts'

export type Ownership = 'user' | 'organization' | 'none'

export interface AlternateKey {
  readonly name: string
  readonly label: string
  readonly columns: readonly string[]
}

export interface Collection {
  readonly name: string
  /** The table of the many side and its lookup column that points back here. */
  readonly table: string
  readonly column: string
}

export interface TableSchema {
  readonly name: string
  readonly schemaName: string
  readonly setName: string
  readonly label: string
  readonly collectionLabel: string
  readonly objectTypeCode: number
  readonly primaryId: string
  readonly primaryName: string
  readonly ownership: Ownership
  readonly changeTracking: boolean
  readonly columns: Readonly<Record<string, Column>>
  readonly keys: readonly AlternateKey[]
  readonly collections: readonly Collection[]
  /** Rows that the service itself fills and that a client may only read. */
  readonly readOnly: boolean
  /** Lines of a document: the lookup to their header, from which they take owner, currency and rights. */
  readonly header: Header | undefined
  readonly activity: boolean
  readonly intersect: boolean
}

export interface Header {
  readonly table: string
  readonly column: string
}

interface Draft {
  readonly name: string
  readonly setName: string
  readonly label: string
  readonly objectTypeCode: number
  readonly columns: Readonly<Record<string, Column>>
  readonly schemaName?: string
  readonly collectionLabel?: string
  readonly primaryId?: string
  readonly primaryName?: string
  readonly ownership?: Ownership
  readonly changeTracking?: boolean
  readonly keys?: readonly AlternateKey[]
  readonly collections?: readonly Collection[]
  readonly readOnly?: boolean
  readonly header?: Header
  /** Activities are keyed by `activityid` and named by their subject. */
  readonly activity?: boolean
  readonly intersect?: boolean
  /** Active and Inactive with statuscode 1 and 2, as account and contact have them. */
  readonly states?: boolean
}

export function table(draft: Draft): TableSchema {
  const primaryId = draft.primaryId ?? (draft.activity ? 'activityid' : `${draft.name}id`)
  const ownership = draft.ownership ?? (draft.header ? 'none' : 'organization')
  return {
    name: draft.name,
    schemaName: draft.schemaName ?? `${draft.name.charAt(0).toUpperCase()}${draft.name.slice(1)}`,
    setName: draft.setName,
    label: draft.label,
    collectionLabel: draft.collectionLabel ?? `${draft.label}s`,
    objectTypeCode: draft.objectTypeCode,
    primaryId,
    primaryName: draft.primaryName ?? (draft.activity ? 'subject' : 'name'),
    ownership,
    changeTracking: draft.changeTracking ?? false,
    columns: { ...complete(draft, ownership), [primaryId]: onCreate({ type: 'Uniqueidentifier', access: 'all' }) },
    keys: draft.keys ?? [],
    collections: draft.collections ?? [],
    readOnly: draft.readOnly ?? false,
    header: draft.header,
    activity: draft.activity ?? false,
    intersect: draft.intersect ?? false,
  }
}

function complete(draft: Draft, ownership: Ownership): Record<string, Column> {
  const added: Record<string, Column> = {
    ...(draft.states ? twoStates('Active', 'Inactive') : {}),
    ...(hasMoney(draft.columns) ? currencyColumns(draft.columns) : {}),
    ...(ownership === 'user' ? ownerColumns(owner()) : {}),
    ...(draft.header === undefined ? {} : ownerColumns(readOnly(owner()))),
    ...systemColumns(),
  }
  return { ...draft.columns, ...added, ...pick(draft.columns, added) }
}

/** What a table defines itself stands: an order's currency may be set on create only, a line's never. */
const pick = (columns: Readonly<Record<string, Column>>, added: Readonly<Record<string, Column>>) =>
  Object.fromEntries(Object.entries(columns).filter(([name]) => name in added))

function hasMoney(columns: Readonly<Record<string, Column>>): boolean {
  return Object.values(columns).some((column) => column.type === 'Money')
}

/** Every money column has a twin in the organization's base currency (section 4.2). */
function currencyColumns(columns: Readonly<Record<string, Column>>): Record<string, Column> {
  const twins = Object.entries(columns)
    .filter(([, column]) => column.type === 'Money')
    .map(([name]) => [`${name}_base`, readOnly(money())] as const)
  return {
    ...Object.fromEntries(twins),
    transactioncurrencyid: lookup('transactioncurrency'),
    exchangerate: readOnly(decimal(12)),
  }
}

function ownerColumns(ownerid: Column): Record<string, Column> {
  return {
    ownerid,
    owninguser: readOnly(lookup('systemuser')),
    owningteam: readOnly(lookup('team')),
    owningbusinessunit: readOnly(lookup('businessunit')),
  }
}

function systemColumns(): Record<string, Column> {
  return {
    createdon: readOnly(instant()),
    createdby: readOnly(lookup('systemuser')),
    createdonbehalfby: readOnly(lookup('systemuser')),
    modifiedon: readOnly(instant()),
    modifiedby: readOnly(lookup('systemuser')),
    modifiedonbehalfby: readOnly(lookup('systemuser')),
    overriddencreatedon: onCreate(instant()),
    importsequencenumber: onCreate(integer()),
    versionnumber: bigint(),
  }
}
