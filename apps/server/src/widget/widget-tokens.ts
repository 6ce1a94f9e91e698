/**
 * The widget's sign-in: who the user is, proved through the CRM itself (ARCHITECTURE, "Security").
 *
 * A nonce is given for one organization and one origin, once, for 60 seconds. The widget writes it into a challenge row under its
 * user's own rights; the server reads that row with its own credentials and issues a token of 15 minutes for that user.
 */
import { randomBytes } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { ProblemError } from '../http/problem.ts'

export const nonceLifeMs = 60_000
export const tokenLifeMs = 15 * 60_000
/** How far the CRM's clock may be from ours when it stamps the challenge row. */
export const clockSkewMs = 5 * 60_000

export interface ChallengeRow {
  readonly nonce: string | null
  readonly origin: string | null
  readonly createdBy: string
  /** Somebody wrote the row in another user's name. */
  readonly onBehalf: boolean
  readonly createdAt: number
}

/** The rows of the CRM that prove who a user is. */
export interface ChallengeRows {
  read(id: string): Promise<ChallengeRow | null>
  /** False when it was gone already: another request used it. */
  remove(id: string): Promise<boolean>
}

/** Nonces given and not used; in the database, so that any API process can take one. */
export interface Nonces {
  add(nonce: { value: string; connection: string; origin: string; issuedAt: number; expiresAt: number }): Promise<void>
  /** Takes it away for good; null when it is not there, was used, or belongs elsewhere. */
  take(value: string): Promise<{ connection: string; origin: string; issuedAt: number; expiresAt: number } | null>
}

export interface WidgetUser {
  readonly userId: string
  readonly connection: string
  readonly origin: string
}

export interface WidgetTokens {
  challenge(connection: string, origin: string): Promise<{ nonce: string; expiresAt: number }>
  issue(
    request: { nonce: string; challengeId: string; origin: string },
    rowsOf: (connection: string) => Promise<ChallengeRows>,
  ): Promise<{ token: string; expiresAt: number }>
  /** Refuses with 401 whatever is forged, expired, or used from another origin. */
  verify(token: string, origin: string | null): Promise<WidgetUser>
}

const refuse = (code: string, message: string): ProblemError => new ProblemError(401, code, message)

function proveRow(row: ChallengeRow | null, nonce: string, issuedAt: number, now: number): ChallengeRow {
  if (row === null)
    throw refuse('challenge-missing', 'The challenge row is not in the CRM. Reload the form to sign in again.')
  if (row.nonce !== nonce)
    throw refuse('challenge-foreign', 'The challenge row holds another nonce. Reload the form to sign in again.')
  if (row.onBehalf)
    throw refuse(
      'challenge-on-behalf',
      'The challenge row was written on behalf of another user, which proves nothing. Sign in as the user himself.',
    )
  if (row.createdAt < issuedAt - clockSkewMs || row.createdAt > now + clockSkewMs)
    throw refuse('challenge-expired', 'The challenge row is not of this sign-in. Reload the form to sign in again.')
  return row
}

export function createWidgetTokens(options: { secret: Uint8Array; nonces: Nonces; now: () => number }): WidgetTokens {
  const { secret, nonces, now } = options
  return {
    async challenge(connection, origin) {
      const issuedAt = now()
      const nonce = {
        value: randomBytes(32).toString('base64url'),
        connection,
        origin,
        issuedAt,
        expiresAt: issuedAt + nonceLifeMs,
      }
      await nonces.add(nonce)
      return { nonce: nonce.value, expiresAt: nonce.expiresAt }
    },

    async issue({ nonce, challengeId, origin }, rowsOf) {
      const taken = await nonces.take(nonce)
      if (taken === null)
        throw refuse('nonce-unknown', 'This nonce is not known or was used before. Ask for a new one.')
      if (taken.expiresAt < now()) throw refuse('nonce-expired', 'This nonce has expired. Ask for a new one.')
      if (taken.origin !== origin)
        throw refuse('nonce-foreign', 'This nonce was given to another origin. Ask for a new one.')
      const rows = await rowsOf(taken.connection)
      const row = proveRow(await rows.read(challengeId), nonce, taken.issuedAt, now())
      if (!(await rows.remove(challengeId)))
        throw refuse('challenge-used', 'The challenge row was used before. Reload the form to sign in again.')
      const expiresAt = now() + tokenLifeMs
      const token = await new SignJWT({ connection: taken.connection, origin })
        .setProtectedHeader({ alg: 'HS256', typ: 'koble-widget' })
        .setSubject(row.createdBy)
        .setAudience('koble-widget')
        .setIssuedAt(Math.floor(now() / 1000))
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(secret)
      return { token, expiresAt }
    },

    async verify(token, origin) {
      const { payload } = await jwtVerify(token, secret, {
        audience: 'koble-widget',
        algorithms: ['HS256'],
        typ: 'koble-widget',
        currentDate: new Date(now()),
      }).catch(() => {
        throw refuse('token-refused', 'The widget’s token is expired or not ours. Sign in again.')
      })
      const { sub, connection } = payload
      if (sub === undefined || typeof connection !== 'string' || typeof payload['origin'] !== 'string')
        throw refuse('token-refused', 'The widget’s token is not ours.')
      if (origin !== null && origin !== payload['origin'])
        throw refuse('token-foreign', 'The widget’s token was given to another origin.')
      return { userId: sub, connection, origin: payload['origin'] }
    },
  }
}
