/** Settings from the environment, checked before anything starts. */
export interface Settings {
  readonly port: number
  readonly dataDir: string
  readonly memory: boolean
}

export class SettingError extends Error {}

export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  return {
    port: portOf(env['KOBLE_ERP_PORT'] ?? '4010'),
    dataDir: env['KOBLE_DATA_DIR'] || '.koble',
    memory: memoryOf(env['KOBLE_EMULATOR_MEMORY'] ?? ''),
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port > 0 && port < 65_536) return port
  throw new SettingError(`KOBLE_ERP_PORT must be a port number from 1 to 65535, not "${text}".`)
}

function memoryOf(text: string): boolean {
  if (text === '' || text === '0') return false
  if (text === '1') return true
  throw new SettingError(`KOBLE_EMULATOR_MEMORY must be 1 or 0, not "${text}".`)
}
