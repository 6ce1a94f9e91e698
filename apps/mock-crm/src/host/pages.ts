/** Everything that is not the Web API: health, sign-in, the pages' files, web resources. */
import { Hono } from 'hono'
import { fileURLToPath } from 'node:url'
import type { Database, Emulator, Row } from '@koble/odata-server'
import { pageFiles } from '@koble/odata-server/node'
import { errors } from '../crm-error.ts'
import { errorBody } from '../service/problem-answers.ts'
import { organizationOf, userOf } from '../service/users.ts'
import { rolesOf } from '../security/rights.ts'
import { demoPassword, people } from '../seeds/people.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { isSameOrigin, samePassword, signedOutCookie, type Sessions } from './sessions.ts'
import { clientGlobalContext, webResource } from './web-resources.ts'
import { textOf } from '../text-of.ts'

const files = pageFiles({
  directory: fileURLToPath(new URL('../../dist', import.meta.url)),
  notBuilt: 'The pages of the mock CRM are not built. Run: pnpm --filter @koble/mock-crm build',
})

export interface PagesOptions {
  readonly database: Database
  readonly sessions: Sessions
  readonly emulator: Emulator
  readonly kobleOrigin: string | undefined
}

export function createPages(options: PagesOptions): (request: Request) => Response | Promise<Response> {
  const app = new Hono()
  app.use('*', async (context, next) => {
    await next()
    context.header('Content-Security-Policy', contentSecurityPolicy(options.kobleOrigin))
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('Referrer-Policy', 'strict-origin-when-cross-origin')
  })
  app.all('/api/*', (context) => context.json(errorBody(errors.segmentMissing(context.req.path)), 404))
  app.get('/healthz', (context) => context.json({ status: 'ok', service: 'mock-crm' }))
  app.get('/sign-in/users', (context) => context.json({ password: demoPassword, users: people.map(signInName) }))
  app.get('/session', (context) => {
    const user = currentUser(context.req.raw, options)
    return user === undefined ? context.json({ user: null }) : context.json(sessionBody(user, options.database))
  })
  app.post('/session', (context) => signIn(context.req.raw, options))
  app.delete('/session', (context) => signOut(context.req.raw, options))
  app.get('/main.aspx', (context) => context.redirect(recordPath(new URL(context.req.url))))
  app.get('/WebResources/ClientGlobalContext.js.aspx', (context) =>
    clientGlobalContext(currentUser(context.req.raw, options), options.database, new URL(context.req.url).origin),
  )
  app.get('/WebResources/*', (context) =>
    webResource(
      options.database,
      context.req.path.slice('/WebResources/'.length),
      currentUser(context.req.raw, options),
    ),
  )
  app.get('*', (context) => files(new URL(context.req.url).pathname))
  app.all('*', (context) =>
    context.json({ error: { code: '0x8006088a', message: `There is no page at '${context.req.path}'.` } }, 404),
  )
  return (request) => app.fetch(request)
}

const signInName = (person: (typeof people)[number]) => ({
  email: person.email,
  name: `${person.firstname} ${person.lastname}`,
  role: person.role,
})

/** A signed-in person, or the holder of a token (programs that fetch a web resource). */
function currentUser(request: Request, { database, sessions, emulator }: PagesOptions): Row | undefined {
  const id = sessions.userOf(request) ?? emulator.bearer(request)?.id
  const user = id === undefined ? undefined : userOf(database.read(), id)
  return user?.['isdisabled'] === true ? undefined : user
}

function sessionBody(user: Row, database: Database) {
  const organization = organizationOf(database.read())
  return {
    user: {
      id: user.id,
      name: user['fullname'],
      email: user['internalemailaddress'],
      roles: rolesOf(database.read(), user.id).map((role) => role.name),
    },
    organization: { id: organization?.id, name: organization?.['name'], languageId: 1033 },
  }
}

async function signIn(request: Request, options: PagesOptions): Promise<Response> {
  if (!isSameOrigin(request)) return Response.json({ message: 'Sign in from this page.' }, { status: 403 })
  const { email, password } = await credentials(request)
  const user = [...options.database.read().scan('systemuser')].find(
    (row) => row['internalemailaddress'] === email && row['applicationid'] == null,
  )
  if (user === undefined || user['isdisabled'] === true || !samePassword(password, demoPassword)) {
    return Response.json(
      { message: `The user or the password is not right. The demo password is ${demoPassword}.` },
      { status: 401 },
    )
  }
  return Response.json(sessionBody(user, options.database), {
    headers: { 'Set-Cookie': options.sessions.open(user.id) },
  })
}

function signOut(request: Request, { sessions }: PagesOptions): Response {
  if (!isSameOrigin(request)) return Response.json({ message: 'Sign out from this page.' }, { status: 403 })
  sessions.close(request)
  return new Response(null, { status: 204, headers: { 'Set-Cookie': signedOutCookie } })
}

async function credentials(request: Request): Promise<{ email: string; password: string }> {
  const body: unknown = await request.json().catch(() => undefined)
  const given: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {}
  return { email: textOf(given['email']), password: textOf(given['password']) }
}

/** The service's own address of a record: `main.aspx?pagetype=entityrecord&etn=account&id=…`. */
function recordPath(url: URL): string {
  const set = { account: 'accounts', contact: 'contacts' }[url.searchParams.get('etn') ?? '']
  const id = (url.searchParams.get('id') ?? '').replaceAll(/[{}]/g, '').toLowerCase()
  if (set === undefined) return '/'
  return /^[0-9a-f-]{36}$/.test(id) ? `/${set}/${id}` : `/${set}`
}
