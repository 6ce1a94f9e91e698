/** A person in a form of the CRM, whose fact boxes sign in by the challenge row. */
import type { Client } from './client.ts'
import type { Problem } from './problem.ts'
import { crmUrl, type ServerWorld } from './server-world.ts'

export const fromCrm = { origin: crmUrl }

export interface Token extends Problem {
  readonly token: string
  readonly expiresAt: string
}

export interface WidgetUser {
  /** The CRM's Web API as this person, by his session there. */
  readonly crm: Client
  readonly id: string
  nonce(): Promise<string>
  /** Writes the challenge row; answers its id. */
  write(nonce: string, crm?: Client): Promise<string>
  signIn(): Promise<string>
}

export const idFrom = (headers: Headers): string => /\(([0-9a-f-]{36})\)/.exec(headers.get('odata-entityid') ?? '')![1]!

export const issue = (
  world: ServerWorld,
  nonce: string,
  challengeId: string,
  headers: Record<string, string> = fromCrm,
) => world.anyone.ask<Token>('POST', '/api/widget/tokens', { nonce, challengeId }, headers)

export async function widgetUser(world: ServerWorld, name: string): Promise<WidgetUser> {
  const own = { ...fromCrm, 'sec-fetch-site': 'same-origin' }
  const session = { email: `${name}@fjordlys.example`, password: 'koble-demo' }
  const signedIn = await world.crmSite.ask('POST', '/session', session, own)
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const crm = world.crmSite.as({ ...own, cookie })
  const { UserId: id } = await crm.call<{ UserId: string }>('GET', '/api/data/v9.2/WhoAmI')
  const nonce = async (): Promise<string> =>
    (await world.anyone.as(fromCrm).call<{ nonce: string }>('POST', '/api/widget/challenges', { organization: crmUrl }))
      .nonce
  const write = async (value: string, as: Client = crm): Promise<string> =>
    idFrom(
      (await as.ask('POST', '/api/data/v9.2/koble_challenges', { koble_nonce: value, koble_origin: crmUrl })).headers,
    )
  return {
    crm,
    id,
    nonce,
    write,
    async signIn() {
      const value = await nonce()
      const answer = await issue(world, value, await write(value))
      if (answer.status !== 201) throw new Error(`no token: ${JSON.stringify(answer.body)}`)
      return answer.body.token
    },
  }
}
