import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emulatorSettings } from './emulator-settings.ts'

const names = { portVariable: 'KOBLE_SHOP_PORT', defaultPort: 4030, folder: 'shop' }

test.each([
  [{}, { port: 4030, directory: join('.koble', 'shop') }],
  [
    { KOBLE_SHOP_PORT: '', KOBLE_DATA_DIR: '' },
    { port: 4030, directory: join('.koble', 'shop') },
  ],
  [
    { KOBLE_SHOP_PORT: '0', KOBLE_DATA_DIR: '/data' },
    { port: 0, directory: join('/data', 'shop') },
  ],
  [{ KOBLE_EMULATOR_MEMORY: '1' }, { port: 4030, directory: undefined }],
])('%j is understood', (env, settings) => {
  expect(emulatorSettings(env, names)).toEqual(settings)
})

test.each([
  [{ KOBLE_SHOP_PORT: 'http' }, 'KOBLE_SHOP_PORT must be a port number from 0 to 65535, not "http".'],
  [{ KOBLE_SHOP_PORT: '65536' }, 'KOBLE_SHOP_PORT must be a port number from 0 to 65535, not "65536".'],
  [{ KOBLE_SHOP_PORT: '-1' }, 'KOBLE_SHOP_PORT must be a port number from 0 to 65535, not "-1".'],
  [{ KOBLE_EMULATOR_MEMORY: 'yes' }, 'KOBLE_EMULATOR_MEMORY must be 1 or 0, not "yes".'],
])('%j is refused in one sentence', (env, message) => {
  expect(() => emulatorSettings(env, names)).toThrow(message)
})
