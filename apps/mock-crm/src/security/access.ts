/** The gate in front of each table: 403 without the privilege, a test of the row's owner where it reaches own rows only. */
import { refuse, type ReadContext, type Reader, type Row } from '@koble/odata-server'
import { errors, type CrmError } from '../crm-error.ts'
import { fixedGuid } from '../fixed-guid.ts'
import type { TableSchema } from '../schema/table.ts'
import { userOf } from '../service/users.ts'
import type { Right } from './privileges.ts'
import { depthFor, rolesOf } from './rights.ts'

export type Operation = 'read' | 'insert' | 'modify' | 'delete'

const rightOf: Readonly<Record<Operation, Right>> = {
  read: 'read',
  insert: 'create',
  modify: 'write',
  delete: 'delete',
}

/** Refuses, or answers true when every row is allowed, or a test: rows that may not be read are not there, other rows are refused. */
export function access(
  schema: TableSchema,
  operation: Operation,
  context: ReadContext,
): true | ((row: Row) => boolean) {
  const right = rightOf[operation]
  const depth = depthFor(context.data, context.principal, schema.name, right)
  if (depth === 'none') refuseWith(missingPrivilege(schema, right, context))
  if (depth === 'all' || schema.ownership !== 'user' || operation === 'insert') return true
  if (operation === 'read' && tracks(context)) refuseWith(missingPrivilege(schema, right, context))
  if (operation === 'read') return (row) => row['ownerid'] === context.principal.id
  return (row) => row['ownerid'] === context.principal.id || refuseWith(errors.accessDenied())
}

/** Change tracking needs the privilege over the whole organization (reference/dataverse-protocol.md, section 8). */
const tracks = ({ request }: ReadContext): boolean =>
  request.url.searchParams.has('$deltatoken') || /odata\.track-changes/.test(request.headers.get('prefer') ?? '')

/** Refuses when the user may not do this to the row. */
export function demand(schema: TableSchema, right: Right, row: Row, context: ReadContext): void {
  const depth = depthFor(context.data, context.principal, schema.name, right)
  if (depth === 'none') refuseWith(missingPrivilege(schema, right, context))
  if (depth === 'own' && schema.ownership === 'user' && row['ownerid'] !== context.principal.id) {
    refuseWith(errors.accessDenied())
  }
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
