/** An emulator's settings from the environment, checked before anything starts. Each fault is one sentence. */
import { join } from 'node:path'

export interface EmulatorSettings {
  /** 0 takes any free port. */
  readonly port: number
  /** Of the durable log; undefined keeps nothing. */
  readonly directory: string | undefined
}

export interface EmulatorNames {
  /** The variable that holds the port. */
  readonly portVariable: string
  readonly defaultPort: number
  /** The emulator's own folder in the data directory. */
  readonly folder: string
}

export function emulatorSettings(env: NodeJS.ProcessEnv, names: EmulatorNames): EmulatorSettings {
  const directory = join(env['KOBLE_DATA_DIR'] || '.koble', names.folder)
  return {
    port: portOf(names.portVariable, env[names.portVariable] || String(names.defaultPort)),
    directory: isInMemory(env['KOBLE_EMULATOR_MEMORY'] ?? '') ? undefined : directory,
  }
}

function portOf(variable: string, text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port < 65_536) return port
  throw new Error(`${variable} must be a port number from 0 to 65535, not "${text}".`)
}

function isInMemory(text: string): boolean {
  if (text === '' || text === '0') return false
  if (text === '1') return true
  throw new Error(`KOBLE_EMULATOR_MEMORY must be 1 or 0, not "${text}".`)
}
