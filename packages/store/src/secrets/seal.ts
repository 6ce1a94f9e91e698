/**
 * Sealing: AES-256-GCM with a fresh 96-bit nonce each time. What a secret belongs to is authenticated with it, so that a
 * sealed text moved to another row does not open there. `k1.<nonce>.<ciphertext and tag>`, base64url.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { storeError } from '../errors.ts'
import type { SecretKey } from './secret-key.ts'

const version = 'k1'
const nonceBytes = 12
const tagBytes = 16

export function seal(key: SecretKey, belongsTo: string, plain: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce)
  cipher.setAAD(Buffer.from(belongsTo, 'utf8'))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [version, nonce.toString('base64url'), body.toString('base64url')].join('.')
}

export function unseal(key: SecretKey, belongsTo: string, sealed: string): string {
  const [found, nonceText, bodyText] = sealed.split('.')
  const nonce = Buffer.from(nonceText ?? '', 'base64url')
  const body = Buffer.from(bodyText ?? '', 'base64url')
  if (found !== version || nonce.length !== nonceBytes || body.length < tagBytes) throw damaged(belongsTo)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce)
    decipher.setAAD(Buffer.from(belongsTo, 'utf8'))
    decipher.setAuthTag(body.subarray(-tagBytes))
    return decipher.update(body.subarray(0, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
  } catch (error) {
    throw damaged(belongsTo, error)
  }
}

const damaged = (belongsTo: string, cause?: unknown) =>
  storeError(
    'misconfigured',
    'secret-damaged',
    `The stored secret "${belongsTo}" does not open: it was changed since it was stored. Enter it again.`,
    cause,
  )
