/** OAuth 2.0 client credentials and signed bearer tokens. Truth: RFC 6749, section 4.4; error texts as the identity service words them. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database } from '../model/database.ts'
import type { Principal } from '../model/row.ts'
import type { TokenRules } from '../model/emulator.ts'

const developmentToken = 'koble-dev-token'
const secretFact = 'kept.tokenSecret'

export type Bearer = { readonly principal: Principal } | { readonly reason: 'missing' | 'invalid' | 'expired' }

export function isTokenPath(pathname: string): boolean {
  return /^\/[^/]+\/oauth2\/v2\.0\/token$/.test(pathname)
}

export async function answerToken(request: Request, rules: TokenRules, database: Database): Promise<Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } })
  const form = new URLSearchParams(await request.text())
  const id = form.get('client_id') ?? ''
  const missing = ['grant_type', 'client_id', 'client_secret', 'scope'].find((name) => (form.get(name) ?? '') === '')
  if (missing !== undefined)
    return refused(
      database,
      400,
      'invalid_request',
      900144,
      `The request body must contain the following parameter: '${missing}'.`,
    )
  if (form.get('grant_type') !== 'client_credentials')
    return refused(
      database,
      400,
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${form.get('grant_type')}'.`,
    )
  const clients = rules.clients()
  const client = Object.hasOwn(clients, id) ? clients[id] : undefined
  if (client === undefined)
    return refused(
      database,
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${id}' was not found in the directory.`,
    )
  if (!sameText(client.secret, form.get('client_secret') ?? ''))
    return refused(
      database,
      401,
      'invalid_client',
      7000215,
      'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
    )
  const seconds = rules.lifetimeSeconds ?? 3599
  const now = Math.floor(database.clock.now() / 1000)
  const payload = {
    aud: (form.get('scope') ?? '').replace(/\/\.default$/, ''),
    appid: id,
    sub: client.principal.id,
    iat: now,
    exp: now + seconds,
  }
  const token = signed(payload, secretOf(database))
  await database.flushed()
  return json(200, { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token })
}

function refused(database: Database, status: number, error: string, code: number, text: string): Response {
  const timestamp = database.clock
    .iso()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z')
  const description = `AADSTS${code}: ${text}`
  return json(status, {
    error,
    error_description: description,
    error_codes: [code],
    timestamp,
    trace_id: crypto.randomUUID(),
    correlation_id: crypto.randomUUID(),
  })
}

function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  })
}

function secretOf(database: Database): string {
  const known = database.getFact(secretFact)
  if (known !== undefined) return known
  const secret = randomBytes(32).toString('base64url')
  database.setFact(secretFact, secret)
  return secret
}

function signed(payload: object, secret: string): string {
  const text = `${encoded({ typ: 'JWT', alg: 'HS256' })}.${encoded(payload)}`
  return `${text}.${signature(text, secret)}`
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function signature(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Who the Authorization header names. */
export function bearerOf(request: Request, rules: TokenRules, database: Database, loopback: boolean): Bearer {
  const header = request.headers.get('authorization')
  if (header === null) return { reason: 'missing' }
  const token = /^Bearer +(\S+)$/i.exec(header.trim())?.[1]
  if (token === undefined) return { reason: 'invalid' }
  if (loopback && token === developmentToken) return { principal: rules.development() }
  return verified(token, rules, database)
}

function verified(token: string, rules: TokenRules, database: Database): Bearer {
  const [head = '', body = '', sign = ''] = token.split('.')
  const secret = database.getFact(secretFact)
  if (secret === undefined || !sameText(signature(`${head}.${body}`, secret), sign)) return { reason: 'invalid' }
  const payload: unknown = JSON.parse(Buffer.from(body, 'base64url').toString())
  if (typeof payload !== 'object' || payload === null || !('exp' in payload) || !('appid' in payload))
    return { reason: 'invalid' }
  if (typeof payload.exp !== 'number' || payload.exp * 1000 <= database.clock.now()) return { reason: 'expired' }
  const clients = rules.clients()
  const client =
    typeof payload.appid === 'string' && Object.hasOwn(clients, payload.appid) ? clients[payload.appid] : undefined
  return client === undefined ? { reason: 'invalid' } : { principal: client.principal }
}
