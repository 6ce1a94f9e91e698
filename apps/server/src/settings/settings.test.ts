import { expect, test } from 'vitest'
import { readSettings, SettingsError } from './settings.ts'

test('defaults are those of the documented addresses', () => {
  const settings = readSettings({}, [])
  expect(settings).toMatchObject({
    role: 'all',
    port: 4000,
    publicUrl: 'http://127.0.0.1:4000',
    databaseUrl: undefined,
  })
})

test.each([
  [{ KOBLE_PORT: '4000x' }, [], 'KOBLE_PORT is "4000x": expected a port number from 0 to 65535.'],
  [{ KOBLE_PORT: '70000' }, [], 'KOBLE_PORT is "70000": expected a port number from 0 to 65535.'],
  [
    { KOBLE_PUBLIC_URL: 'koble' },
    [],
    'KOBLE_PUBLIC_URL is "koble": expected an address such as https://koble.example.',
  ],
  [{}, ['--role', 'boss'], '--role is "boss": expected api, worker or all.'],
])('a setting that cannot be used is named with what was expected (%j %j)', (env, args, message) => {
  expect(() => readSettings(env, args)).toThrow(new SettingsError(message))
})

test('an unknown argument is refused', () => {
  expect(() => readSettings({}, ['--rolle', 'api'])).toThrow(/takes --role/)
})
