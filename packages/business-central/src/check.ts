/** Tries, check by check, what Koble needs of the environment; every failure becomes a line that says what to do. */
import { isKobleError, type ConnectionCheck } from '@koble/core'
import { asJson, textOf } from '@koble/odata-client'
import { customers, salespeople } from './entities/index.ts'
import { getPage, rootOf, setPath, type Environment } from './environment.ts'
import { readFeedState } from './feed/feed-state.ts'
import { readSession, standardRoot, type Session } from './session.ts'
import { translating } from './vendor-error.ts'
import { missingWithoutPages } from './wire/wire-table.ts'

export async function checkConnection(environment: Environment, signal?: AbortSignal): Promise<ConnectionCheck[]> {
  const signIn = await attempt('sign-in', 'Sign-in', () => listFirstCompany(environment, signal))
  if (!signIn.ok) return [signIn]
  const company = await attempt('company', 'Company', () => readCompany(environment, signal))
  if (!company.ok) return [signIn, company]
  const found: { session: Session | null } = { session: null }
  const pages = await attempt('koble-pages', "Koble's extension", async () => {
    found.session = await readSession(environment.client, environment.companyId, signal)
    return pagesMessage(found.session)
  })
  const session = found.session
  if (session === null) return [signIn, company, pages]
  return [
    signIn,
    company,
    { ...pages, ok: pages.ok && session.hasPages },
    await attempt('read-customers', 'Read customers', () => readSome(environment, session, signal)),
    ...(session.hasPages ? [await attempt('change-feed', 'Change feed', () => readFeed(environment, signal))] : []),
  ]
}

async function attempt(name: string, label: string, run: () => Promise<string>): Promise<ConnectionCheck> {
  try {
    return { name, label, ok: true, message: await run() }
  } catch (error) {
    if (isKobleError(error)) return { name, label, ok: false, message: error.detail.message }
    return { name, label, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

async function listFirstCompany(environment: Environment, signal?: AbortSignal): Promise<string> {
  await getPage(environment, 'Signing in', { path: `${standardRoot}/companies`, query: { top: 1 }, signal })
  return 'Business Central accepts the credentials.'
}

const readCompany = (environment: Environment, signal?: AbortSignal): Promise<string> =>
  translating('The company', async () => {
    const path = `${standardRoot}/companies(${environment.companyId})`
    const row = await environment.client.send({ method: 'GET', path, signal }, asJson)
    return `The company is ${textOf(row, 'displayName') || (textOf(row, 'name') ?? environment.companyId)}.`
  })

function pagesMessage(session: Session): string {
  if (session.hasPages) return `Installed, version ${session.extensionVersion ?? 'unknown'}.`
  const fields = missingWithoutPages(customers)
  return `Not installed. Koble works over the standard API: changes are found by their time stamp, deletions are not seen, no records are created in Business Central, account statistics are partial, and customers lack ${fields === 'all' ? 'all fields' : fields.join(', ')}. Install Koble's extension to have all of it.`
}

async function readSome(environment: Environment, session: Session, signal?: AbortSignal): Promise<string> {
  for (const entity of [customers, salespeople]) {
    const path = `${rootOf(session)}/${setPath(environment, entity, session)}`
    await getPage(environment, `Reading ${entity.name}`, { path, query: { select: ['id'], top: 1 }, signal })
  }
  return 'Customers and salespeople can be read.'
}

async function readFeed(environment: Environment, signal?: AbortSignal): Promise<string> {
  const state = await readFeedState(environment, signal)
  return `Changes of ${state.size} tables are followed.`
}
