/** The key of the installation: from the environment, or made at first start and kept in a file that only its owner reads. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SettingsError, type Settings } from './settings.ts'

export function readAdminKey({ adminKey, dataDir }: Settings): string {
  if (adminKey !== undefined) return adminKey
  const file = join(dataDir, 'admin.key')
  try {
    if (existsSync(file)) return readFileSync(file, 'utf8').trim()
    const key = randomBytes(24).toString('base64url')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${key}\n`, { mode: 0o600 })
    return key
  } catch (error) {
    throw new SettingsError(
      `The admin key cannot be kept in ${file}: ${error instanceof Error ? error.message : String(error)}. Set KOBLE_DATA_DIR to a folder that can be written, or KOBLE_ADMIN_KEY.`,
    )
  }
}
