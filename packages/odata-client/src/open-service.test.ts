import { expect, test } from 'vitest'
import { asJson } from './client.ts'
import { createGovernor } from './governor.ts'
import { openService, type ServiceAccess } from './open-service.ts'
import { manualClock, silentLog } from './testing/index.ts'

const open = (credentials: ServiceAccess['credentials']) => {
  const clock = manualClock()
  const seen: string[] = []
  const client = openService(
    {
      async fetch(url, init) {
        const form = init.body instanceof URLSearchParams || typeof init.body === 'string' ? String(init.body) : ''
        const token = new Headers(init.headers).get('authorization') ?? new URLSearchParams(form).get('scope')
        seen.push(`${url} ${token}`)
        return Response.json({ access_token: 'granted', expires_in: 3600 })
      },
      baseUrl: 'https://service.test',
      credentials,
      clock,
      log: silentLog,
    },
    {
      baseUrl: 'https://service.test/api',
      scope: 'https://service.test/.default',
      governor: createGovernor({ limits: { windowMs: 1_000, requests: 10, running: 1 }, clock }),
    },
  )
  return { seen, ask: () => client.send({ method: 'GET', path: 'things' }, asJson) }
}

test.each<[string, ServiceAccess['credentials'], readonly string[]]>([
  ['a token is used as it is', { token: 'given' }, ['https://service.test/api/things Bearer given']],
  [
    'an application signs in at the vendor’s authority',
    { clientId: 'c', clientSecret: 's', tenant: 'contoso' },
    [
      'https://login.microsoftonline.com/contoso/oauth2/v2.0/token https://service.test/.default',
      'https://service.test/api/things Bearer granted',
    ],
  ],
  [
    'an application signs in where it says, for the scope that it says',
    { clientId: 'c', clientSecret: 's', authority: 'https://emulator.test/', scope: 'own' },
    ['https://emulator.test/common/oauth2/v2.0/token own', 'https://service.test/api/things Bearer granted'],
  ],
])('%s', async (_, credentials, requests) => {
  const { seen, ask } = open(credentials)
  await ask()
  expect(seen).toEqual(requests)
})
