/**
 * Hashes of tokens that are random themselves (API keys, nonces, sessions, webhook addresses): a fast hash suffices, because
 * there is nothing to guess. The use is part of it, so that one kind of token is never taken for another.
 */
import { createHash } from 'node:crypto'

export const hashOf = (use: 'api-key' | 'nonce' | 'session' | 'webhook', token: string): string =>
  createHash('sha256').update(`koble ${use}\0${token}`).digest('hex')
