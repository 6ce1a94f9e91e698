/**
 * The keys that seal secrets: from the environment, or a key file that is made at the first start, readable by its owner
 * only. The first one seals; older ones only open what they sealed, until `resealSecrets` has gone over it.
 */
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { storeError } from '../errors.ts'

export interface SecretKey {
  /** Kept beside what the key sealed; says nothing about the key itself. */
  readonly id: string
  readonly bytes: Buffer
}

export interface SecretKeyOptions {
  /** `KOBLE_SECRET_KEY`: 32 bytes as hex or base64; several, separated by commas, newest first. */
  readonly secretKey?: string | undefined
  /** Where the key file is, when no key is given. */
  readonly dir?: string | undefined
}

export function secretKeys({ secretKey, dir }: SecretKeyOptions): readonly SecretKey[] {
  if (secretKey !== undefined && secretKey.trim() !== '') return parseKeys(secretKey, 'KOBLE_SECRET_KEY')
  if (dir === undefined) {
    throw storeError(
      'misconfigured',
      'secret-key-missing',
      'There is no key for secrets. Set KOBLE_SECRET_KEY to 32 random bytes in hex (openssl rand -hex 32), or KOBLE_DATA_DIR to a folder for a key file.',
    )
  }
  return keyFile(join(dir, 'secret.key'), dir)
}

function parseKeys(text: string, source: string): readonly SecretKey[] {
  return text.split(',').map((part) => {
    const bytes = decode(part.trim())
    if (bytes !== null) return keyOf(bytes)
    throw storeError(
      'misconfigured',
      'secret-key-malformed',
      `${source} is no key: it must be 32 bytes, written as 64 hex digits or as base64. Make one with: openssl rand -hex 32`,
    )
  })
}

function decode(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === 32 ? bytes : null
}

export const keyOf = (bytes: Buffer): SecretKey => ({
  id: createHash('sha256').update('koble key id').update(bytes).digest('hex').slice(0, 12),
  bytes,
})

/** Made by `link`, so that of two servers starting at once both use the one that came first. */
function keyFile(file: string, dir: string): readonly SecretKey[] {
  const found = readKeyFile(file)
  if (found !== null) return parseKeys(found, file)
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    chmodSync(draft, 0o600)
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw storeError(
        'misconfigured',
        'secret-key-file',
        `The key file ${file} cannot be made. Give Koble a data directory that it may write to, or set KOBLE_SECRET_KEY.`,
        error,
      )
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return parseKeys(readKeyFile(file) ?? '', file)
}

function readKeyFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw storeError(
      'misconfigured',
      'secret-key-file',
      `The key file ${file} cannot be read. Let the user that runs Koble read it, or set KOBLE_SECRET_KEY.`,
      error,
    )
  }
}
