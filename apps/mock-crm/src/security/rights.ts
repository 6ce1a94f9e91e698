/**
 * What a user may do, from the roles he holds; for an impersonated request the intersection of both users' rights
 * (reference/dataverse-protocol.md, sections 3 and 15).
 */
import type { Principal, Reader } from '@koble/odata-server'
import { callerOf } from '../service/users.ts'
import { depthOf, narrower, roleDefinitions, wider, type Depth, type Right, type RoleDefinition } from './privileges.ts'

const byName = new Map(roleDefinitions.map((definition) => [definition.name, definition]))

export function rolesOf(data: Reader, userId: string): readonly RoleDefinition[] {
  const held: RoleDefinition[] = []
  for (const link of data.find('systemuserroles', { systemuserid: userId })) {
    const role = data.get('role', String(link['roleid']))
    const definition = byName.get(String(role?.['name'] ?? ''))
    if (definition) held.push(definition)
  }
  return held
}

export function depthFor(data: Reader, principal: Principal, table: string, right: Right): Depth {
  const own = userDepth(data, principal.id, table, right)
  const caller = callerOf(principal)
  return caller === undefined ? own : narrower(own, callerDepth(data, caller, table, right))
}

/** An own-rows right of the caller would name the caller's rows, never the impersonated user's: it gives nothing here. */
function callerDepth(data: Reader, caller: string, table: string, right: Right): Depth {
  return userDepth(data, caller, table, right) === 'all' ? 'all' : 'none'
}

/** How far one user's own roles reach, whoever acts for him. */
export function userDepth(data: Reader, userId: string, table: string, right: Right): Depth {
  return rolesOf(data, userId).reduce<Depth>((depth, role) => wider(depth, depthOf(role, table, right)), 'none')
}

export const mayActOnBehalf = (data: Reader, userId: string): boolean =>
  rolesOf(data, userId).some((role) => role.actOnBehalf === true)

/** `prvBypassCustomBusinessLogic` is an administrator's, and one of Koble's own role. */
export const mayBypass = (data: Reader, userId: string): boolean =>
  rolesOf(data, userId).some((role) => role.customize === true)

export const mayCustomize = (data: Reader, principal: Principal): boolean =>
  [principal.id, callerOf(principal) ?? principal.id].every((id) =>
    rolesOf(data, id).some((role) => role.customize === true),
  )
