import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

test('without settings the emulator keeps its data and listens on its own port', () => {
  expect(readSettings({})).toEqual({ port: 4010, dataDir: '.koble', memory: false })
})

test.each([
  [{ KOBLE_ERP_PORT: 'abc' }, 'KOBLE_ERP_PORT must be a port number from 1 to 65535, not "abc".'],
  [{ KOBLE_ERP_PORT: '65536' }, 'KOBLE_ERP_PORT must be a port number from 1 to 65535, not "65536".'],
  [{ KOBLE_EMULATOR_MEMORY: 'yes' }, 'KOBLE_EMULATOR_MEMORY must be 1 or 0, not "yes".'],
])('%j is refused in one sentence', (env, message) => {
  expect(() => readSettings(env)).toThrow(message)
})
