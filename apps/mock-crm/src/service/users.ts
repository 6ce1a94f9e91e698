/** Who acts, and in which organization: the user whose rights count, and the caller who stands behind him when he is impersonated. */
import type { Principal, Reader, Row } from '@koble/odata-server'

/** What a request says about itself beside its body: a mark for webhooks, and whether they stay silent. */
export interface RequestMarks {
  readonly tag: string | null
  readonly silent: boolean
}

/** `?tag=` and `MSCRM.BypassBusinessLogicExecution` (reference/dataverse-protocol.md, section 3). */
export const marksOf = (url: URL, headers: Headers): RequestMarks => ({
  tag: url.searchParams.get('tag'),
  silent: /\bCustomAsync\b/i.test(headers.get('mscrm.bypassbusinesslogicexecution') ?? ''),
})

/** The principal of a request for this user; with `caller` the request is made on his behalf. */
export function principalOf(user: Row, caller?: Row, marks?: RequestMarks): Principal {
  return {
    id: user.id,
    name: String(user['fullname'] ?? user.id),
    person: user['applicationid'] == null,
    claims: {
      ...(caller && caller.id !== user.id ? { caller: caller.id } : {}),
      ...(marks?.tag == null ? {} : { tag: marks.tag }),
      ...(marks?.silent ? { silent: true } : {}),
    },
  }
}

/** The user who really sent the request, when it acts for another. */
export function callerOf(principal: Principal): string | undefined {
  const caller = principal.claims?.['caller']
  return typeof caller === 'string' ? caller : undefined
}

export const organizationOf = (data: Reader): Row | undefined => {
  for (const row of data.scan('organization')) return row
  return undefined
}

export const userOf = (data: Reader, id: string): Row | undefined => data.get('systemuser', id)

export function userByObjectId(data: Reader, objectId: string): Row | undefined {
  const wanted = objectId.toLowerCase()
  for (const user of data.scan('systemuser')) {
    if (user['azureactivedirectoryobjectid'] === wanted) return user
  }
  return undefined
}
