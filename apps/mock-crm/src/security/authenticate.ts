/**
 * Who sends a request: a token's application user or person, or a signed-in session; and for whom it acts
 * (reference/dataverse-protocol.md, sections 2 and 3).
 */
import type { Database, Principal, Reader, Row } from '@koble/odata-server'
import { errors, type CrmError } from '../crm-error.ts'
import { isSameOrigin, type Sessions } from '../host/sessions.ts'
import { errorBody } from '../service/problem-answers.ts'
import { marksOf, principalOf, userByObjectId, userOf } from '../service/users.ts'
import { mayActOnBehalf, mayBypass, rolesOf } from './rights.ts'

type Reason = 'missing' | 'invalid' | 'expired'

export function authentication(database: Database, sessions: Sessions) {
  return (request: Request, bearer: Principal | undefined, reason: Reason): Principal | Response => {
    const data = database.read()
    const userId = bearer?.id ?? sessionUser(request, sessions, reason)
    if (userId === undefined) return challenge(request)
    if (bearer === undefined && !isSameOrigin(request)) return refusal(errors.crossSite())
    const caller = userOf(data, userId)
    const problem = callerProblem(data, caller, userId)
    if (problem !== undefined || caller === undefined) return refusal(problem ?? errors.notMember())
    return actingFor(data, caller, request)
  }
}

/** The cookie counts only where no token was sent: a bad token is refused, whatever cookie stands beside it. */
const sessionUser = (request: Request, sessions: Sessions, reason: Reason): string | undefined =>
  reason === 'missing' ? sessions.userOf(request) : undefined

function callerProblem(data: Reader, caller: Row | undefined, id: string): CrmError | undefined {
  if (caller === undefined) return errors.notMember()
  if (caller['isdisabled'] === true) return errors.disabledUser()
  return rolesOf(data, id).length === 0 ? errors.noRoles(id) : undefined
}

/** The principal of the request, with the impersonation that its headers ask for. */
function actingFor(data: Reader, caller: Row, request: Request): Principal | Response {
  const { headers } = request
  const marks = marksOf(new URL(request.url), headers)
  if (marks.silent && !mayBypass(data, caller.id)) return refusal(errors.accessDenied())
  const byObjectId = headers.get('callerobjectid')
  const byUserId = headers.get('mscrmcallerid')
  if (byObjectId === null && byUserId === null) return principalOf(caller, undefined, marks)
  const wanted = (byObjectId ?? byUserId ?? '').trim().toLowerCase().replaceAll(/[{}]/g, '')
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(wanted)) return refusal(errors.badCaller(wanted))
  const user = byObjectId === null ? userOf(data, wanted) : userByObjectId(data, wanted)
  if (user === undefined) return refusal(errors.notMember())
  if (user['isdisabled'] === true) return refusal(errors.disabledUser())
  if (user.id === caller.id) return principalOf(caller, undefined, marks)
  if (!mayActOnBehalf(data, caller.id)) return refusal(errors.notImpersonator())
  return principalOf(user, caller, marks)
}

function challenge(request: Request): Response {
  const { origin } = new URL(request.url)
  return new Response(null, {
    status: 401,
    headers: {
      'WWW-Authenticate': `Bearer authorization_uri=${origin}/koble-demo/oauth2/authorize, resource_id=${origin}/`,
    },
  })
}

const refusal = (error: CrmError): Response =>
  Response.json(errorBody(error), { status: error.status, headers: { 'OData-Version': '4.0' } })
