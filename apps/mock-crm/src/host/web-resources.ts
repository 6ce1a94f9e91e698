/** Web resources as a signed-in user's browser gets them, from this origin (reference/crm-embedding.md, section 1). */
import type { Database, Row } from '@koble/odata-server'
import { organizationOf } from '../service/users.ts'
import { rolesOf } from '../security/rights.ts'

const types: Readonly<Record<number, string>> = {
  1: 'text/html; charset=utf-8',
  2: 'text/css; charset=utf-8',
  3: 'text/javascript; charset=utf-8',
  4: 'text/xml; charset=utf-8',
  5: 'image/png',
  6: 'image/jpeg',
  7: 'image/gif',
  9: 'text/xml; charset=utf-8',
  10: 'image/x-icon',
  11: 'image/svg+xml',
  12: 'text/xml; charset=utf-8',
}

export function webResource(database: Database, path: string, user: Row | undefined): Response {
  if (user === undefined) return text(401, 'Sign in to see web resources.')
  const name = decoded(path).toLowerCase()
  for (const row of database.read().scan('webresource')) {
    if (String(row['name']).toLowerCase() === name) return fileOf(row)
  }
  return text(404, `The web resource ${decoded(path)} is not installed.`)
}

function fileOf(row: Row): Response {
  const content = row['content']
  const body = new Uint8Array(Buffer.from(typeof content === 'string' ? content : '', 'base64'))
  return new Response(body, {
    headers: {
      'Content-Type': types[Number(row['webresourcetype'])] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      ETag: `W/"${row.rowVersion}"`,
    },
  })
}

const text = (status: number, message: string): Response =>
  new Response(message, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** `GetGlobalContext()` for pages that load it by the relative path; the context is the signed-in user's. */
export function clientGlobalContext(user: Row | undefined, database: Database, clientUrl: string): Response {
  if (user === undefined) return text(401, 'Sign in to get the client context.')
  const organization = organizationOf(database.read())
  const facts = {
    clientUrl,
    userId: `{${user.id.toUpperCase()}}`,
    userName: user['fullname'],
    roles: rolesOf(database.read(), user.id).map((role) => role.name),
    organizationId: organization?.id,
    organizationName: organization?.['name'],
  }
  return new Response(globalContextScript(JSON.stringify(facts).replaceAll('<', '\\u003c')), {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}

const globalContextScript = (facts: string): string => `(() => {
  const facts = ${facts}
  const context = {
    userSettings: { userId: facts.userId, userName: facts.userName, languageId: 1033, isRTL: false, isHighContrastEnabled: false, roles: facts.roles, getTimeZoneOffsetMinutes: () => 0 },
    organizationSettings: { organizationId: facts.organizationId, uniqueName: 'fjordlys', languageId: 1033 },
    client: { getClient: () => 'Web', getFormFactor: () => 1, isOffline: () => false },
    getClientUrl: () => facts.clientUrl,
    getUserId: () => facts.userId,
    getUserName: () => facts.userName,
    getUserLcid: () => 1033,
    getOrgUniqueName: () => 'fjordlys',
  }
  window.GetGlobalContext = () => context
})()
`
