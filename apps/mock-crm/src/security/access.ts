/** The gate in front of each table: 403 without the privilege, a test of the row's owner where it reaches own rows only. */
import { refuse, type ReadContext, type Reader, type Row } from '@koble/odata-server'
import { errors, type CrmError } from '../crm-error.ts'
import { fixedGuid } from '../fixed-guid.ts'
import type { TableSchema } from '../schema/table.ts'
import { tables } from '../schema/tables.ts'
import { userOf } from '../service/users.ts'
import type { Depth, Right } from './privileges.ts'
import { depthFor, rolesOf } from './rights.ts'

export type Operation = 'read' | 'insert' | 'modify' | 'delete'

const rightOf: Readonly<Record<Operation, Right>> = {
  read: 'read',
  insert: 'create',
  modify: 'write',
  delete: 'delete',
}

/** Lines are read and written with their document: adding or removing one changes it. */
const lineRightOf: Readonly<Record<Operation, Right>> = {
  read: 'read',
  insert: 'write',
  modify: 'write',
  delete: 'write',
}

/** Refuses, or answers true when every row is allowed, or a test: rows that may not be read are not there, other rows are refused. */
export function access(
  schema: TableSchema,
  operation: Operation,
  context: ReadContext,
): true | ((row: Row) => boolean) {
  const guard = guardOf(schema)
  const right = guard === schema ? rightOf[operation] : lineRightOf[operation]
  const depth = depthFor(context.data, context.principal, guard.name, right)
  if (depth === 'none') refuseWith(missingPrivilege(guard, right, context))
  if (depth === 'all' || guard.ownership !== 'user' || operation === 'insert') return true
  if (operation === 'read' && tracks(context)) refuseWith(missingPrivilege(guard, right, context))
  const reached = reaches(depth, context)
  return operation === 'read' ? reached : (row) => reached(row) || refuseWith(errors.accessDenied())
}

/** A document's lines are guarded by the rights on the document. */
const guardOf = (schema: TableSchema): TableSchema => tables.get(schema.header?.table ?? '') ?? schema

/** Rows within reach of a right that does not go over the whole organization. */
function reaches(depth: Depth, { data, principal }: ReadContext): (row: Row) => boolean {
  const isOwn = (row: Row): boolean => row['ownerid'] === principal.id
  if (depth !== 'team') return isOwn
  const teams = new Set([...data.find('teammembership', { systemuserid: principal.id })].map((link) => link['teamid']))
  return (row) => isOwn(row) || teams.has(row['ownerid'] ?? null)
}

/** Change tracking needs the privilege over the whole organization (reference/dataverse-protocol.md, section 8). */
const tracks = ({ request }: ReadContext): boolean =>
  request.url.searchParams.has('$deltatoken') || /odata\.track-changes/.test(request.headers.get('prefer') ?? '')

/** Refuses when the user may not do this to the row. */
export function demand(schema: TableSchema, right: Right, row: Row, context: ReadContext): void {
  const depth = depthFor(context.data, context.principal, schema.name, right)
  if (depth === 'none') refuseWith(missingPrivilege(schema, right, context))
  if (depth === 'all' || schema.ownership !== 'user') return
  if (!reaches(depth, context)(row)) refuseWith(errors.accessDenied())
}

export function refuseWith(error: CrmError): never {
  refuse(error.status, error.code, error.message)
}

/** The privilege's name as the service builds it: `prvReadAccount`. */
const privilegeName = (schema: TableSchema, right: Right): string =>
  `prv${right.charAt(0).toUpperCase()}${right.slice(1)}${schema.schemaName}`

function missingPrivilege(schema: TableSchema, right: Right, context: ReadContext): CrmError {
  const name = privilegeName(schema, right)
  const user = userOf(context.data, context.principal.id)
  return errors.privilegeMissing({
    user: describeUser(context.data, user, context.principal.id),
    privilege: name,
    privilegeId: fixedGuid(`privilege/${name}`),
    schema,
    caller: context.principal.id,
  })
}

function describeUser(data: Reader, user: Row | undefined, id: string): string {
  const roles = rolesOf(data, id)
  const mode = user?.['accessmode'] === 4 ? '4 Non-interactive' : '0 Read-Write'
  return `Id=${id}, type=8, roleCount=${roles.length}, privilegeCount=${countPrivileges(roles)}, accessMode='${mode}', AADObjectId=${String(user?.['azureactivedirectoryobjectid'] ?? '')}`
}

const countPrivileges = (roles: ReturnType<typeof rolesOf>): number =>
  roles.reduce(
    (sum, role) => sum + Object.values(role.tables).reduce((n, rights) => n + Object.keys(rights).length, 0),
    0,
  )
