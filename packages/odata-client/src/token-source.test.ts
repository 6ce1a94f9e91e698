import { describe, expect, test } from 'vitest'
import { isODataError } from './odata-error.ts'
import { manualClock, scriptedService, type Step } from './testing/index.ts'
import { clientCredentials } from './token-source.ts'

const grant = (token: string, expiresIn = 3599): Step => ({
  body: { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token },
})

const open = (steps: readonly Step[]) => {
  const clock = manualClock()
  const service = scriptedService('https://login.test', steps)
  const credentials = {
    tokenUrl: 'https://login.test/contoso/oauth2/v2.0/token',
    clientId: 'app',
    clientSecret: 's3&cr=t',
    scope: 'https://api.businesscentral.dynamics.com/.default',
  }
  return { clock, service, source: clientCredentials({ credentials, fetch: service.fetch, clock }) }
}

test('asks as the client credentials flow says', async () => {
  const { service, source } = open([grant('t1')])
  expect(await source.token()).toBe('t1')
  expect(service.lines()).toEqual(['POST contoso/oauth2/v2.0/token'])
  expect(service.seen[0]?.headers.get('content-type')).toBe('application/x-www-form-urlencoded')
  expect(service.seen[0]?.body).toBe(
    'grant_type=client_credentials&client_id=app&client_secret=s3%26cr%3Dt&scope=https%3A%2F%2Fapi.businesscentral.dynamics.com%2F.default',
  )
})

test('many callers share one request', async () => {
  const { service, source } = open([grant('t1')])
  expect(await Promise.all([source.token(), source.token(), source.token()])).toEqual(['t1', 't1', 't1'])
  expect(service.seen).toHaveLength(1)
})

test('a token is renewed five minutes before it ends', async () => {
  const { clock, source } = open([grant('t1'), grant('t2')])
  await source.token()
  await clock.advance((3599 - 301) * 1000)
  expect(await source.token()).toBe('t1')
  await clock.advance(2_000)
  expect(await source.token()).toBe('t2')
})

test('a forgotten token is asked for anew, one that was replaced meanwhile is kept', async () => {
  const { source } = open([grant('t1'), grant('t2')])
  await source.token()
  source.forget('t1')
  expect(await source.token()).toBe('t2')
  source.forget('t1')
  expect(await source.token()).toBe('t2')
})

describe('a sign-in that fails', () => {
  const failed = async (step: Step) => {
    const error = await open([step])
      .source.token()
      .catch((thrown: unknown) => thrown)
    return isODataError(error) ? error.failure : error
  }

  test('says what the service said', async () => {
    const body = { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' }
    expect(await failed({ status: 401, body })).toMatchObject({
      reason: 'sign-in',
      status: 401,
      code: 'invalid_client',
      message: 'The sign-in failed: AADSTS7000215: Invalid client secret provided.',
      mayHaveApplied: false,
    })
  })

  test.each<[string, Step]>([
    ['no connection', new TypeError('fetch failed')],
    ['a page instead of a token', { body: '<html>' }],
    ['an answer without a token', { body: {} }],
  ])('is no crash: %s', async (_, step) => {
    expect(await failed(step)).toMatchObject({ reason: 'sign-in', mayHaveApplied: false })
  })

  test('is tried again by the next caller', async () => {
    const { source } = open([{ status: 500 }, grant('t1')])
    await expect(source.token()).rejects.toThrow('The sign-in failed')
    expect(await source.token()).toBe('t1')
  })
})
