/** What the server is told from outside: environment and arguments, checked at once, each fault with one clear sentence. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export type Role = 'api' | 'worker' | 'all'

export interface Settings {
  readonly role: Role
  readonly port: number
  readonly dataDir: string
  /** Absent: the embedded database in the data folder. */
  readonly databaseUrl: string | undefined
  /** Schema of Koble's tables, so that several installations may share one database; `koble` unless told. */
  readonly schema: string | undefined
  /** Where the remote systems reach this server for webhooks, and browsers for the widget; no trailing slash. */
  readonly publicUrl: string
  readonly adminKey: string | undefined
  readonly secretKey: string | undefined
}

/** A setting that cannot be used; its message is all that a person sees. */
export class SettingsError extends Error {}

const roles: readonly string[] = ['api', 'worker', 'all'] satisfies Role[]
const isRole = (text: string): text is Role => roles.includes(text)

function readPort(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined || text === '') return fallback
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new SettingsError(`${name} is "${text}": expected a port number from 0 to 65535.`)
}

function readUrl(text: string | undefined, fallback: string): string {
  if (text === undefined || text === '') return fallback
  if (URL.canParse(text) && /^https?:/.test(text)) return text.replace(/\/+$/, '')
  throw new SettingsError(`KOBLE_PUBLIC_URL is "${text}": expected an address such as https://koble.example.`)
}

function readArguments(args: readonly string[]): { role: string } {
  try {
    const { values } = parseArgs({ args: [...args], options: { role: { type: 'string', default: 'all' } } })
    return values
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SettingsError(`${reason} The server takes --role api, worker or all.`)
  }
}

export function readSettings(env: Readonly<Record<string, string | undefined>>, args: readonly string[]): Settings {
  const { role } = readArguments(args)
  if (!isRole(role)) throw new SettingsError(`--role is "${role}": expected api, worker or all.`)
  const port = readPort(env['KOBLE_PORT'], 'KOBLE_PORT', 4000)
  return {
    role,
    port,
    dataDir: resolve(env['KOBLE_DATA_DIR'] || '.koble'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    schema: env['KOBLE_DATABASE_SCHEMA'] || undefined,
    publicUrl: readUrl(env['KOBLE_PUBLIC_URL'], `http://127.0.0.1:${port}`),
    adminKey: env['KOBLE_ADMIN_KEY'] || undefined,
    secretKey: env['KOBLE_SECRET_KEY'] || undefined,
  }
}
