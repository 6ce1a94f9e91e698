/** Tries, check by check, what Koble needs of the organization; every failure becomes a line that says what to do. */
import { isKobleError, type ConnectionCheck, type Entity } from '@koble/core'
import { asJson, isJsonObject } from '@koble/odata-client'
import { account, contact, kobleAccountStatistics, kobleChallenge, kobleCompany } from './entities/index.ts'
import { getPage, whoAmI, type Organization } from './organization.ts'
import { translating } from './vendor-error.ts'
import { wireTable } from './wire/wire-table.ts'

export async function checkConnection(organization: Organization, signal?: AbortSignal): Promise<ConnectionCheck[]> {
  const signIn = await attempt('sign-in', 'Sign-in', async () => {
    await whoAmI(organization.client, signal)
    return 'Dynamics 365 accepts the credentials.'
  })
  if (!signIn.ok) return [signIn]
  return [
    signIn,
    await attempt('read-accounts', 'Read accounts and contacts', async () => {
      for (const entity of [account, contact]) await readOne(organization, entity, signal)
      return 'Accounts and contacts can be read.'
    }),
    await attempt('change-tracking', 'Change tracking', () => checkTracking(organization, signal)),
    await attempt('koble-solution', "Koble's solution", async () => {
      for (const entity of [kobleCompany, kobleAccountStatistics, kobleChallenge])
        await readOne(organization, entity, signal)
      return 'Installed.'
    }),
    await attempt('act-for-users', 'Ask in a user’s name', () => checkImpersonation(organization, signal)),
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

const readOne = (organization: Organization, entity: Entity, signal?: AbortSignal) =>
  getPage(organization, `Reading ${entity.name} rows`, {
    path: wireTable(entity).set,
    query: { select: [entity.key], top: 1 },
    signal,
  })

async function checkTracking(organization: Organization, signal?: AbortSignal): Promise<string> {
  const off: string[] = []
  for (const { name } of [account, contact]) {
    const path = `EntityDefinitions(LogicalName='${name}')?$select=LogicalName,ChangeTrackingEnabled`
    const definition = await translating(`The definition of ${name}`, () =>
      organization.client.send({ method: 'GET', path, signal }, asJson),
    )
    if (!isJsonObject(definition) || definition['ChangeTrackingEnabled'] !== true) off.push(name)
  }
  if (off.length === 0) return 'Changes of accounts and contacts are followed.'
  throw new Error(`Change tracking is off for ${off.join(' and ')}. Switch it on in the table's settings.`)
}

/** As itself in its own name: refused where the privilege is missing. */
async function checkImpersonation(organization: Organization, signal?: AbortSignal): Promise<string> {
  const users = await getPage(organization, 'Reading users', {
    path: 'systemusers',
    query: { select: ['systemuserid'], filter: 'isdisabled eq false and accessmode eq 0', top: 1 },
    signal,
  })
  const userId = users.rows[0]?.['systemuserid']
  if (typeof userId !== 'string') return 'There is no user yet to ask for.'
  await translating("Asking in a user's name", () =>
    organization.client.send({ method: 'GET', path: 'WhoAmI', headers: { mscrmcallerid: userId }, signal }, asJson),
  )
  return "Koble may ask what a user may read, so the fact boxes show nobody another's figures."
}
