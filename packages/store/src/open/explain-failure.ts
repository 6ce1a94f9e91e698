/** From what PostgreSQL or the network said to one sentence for the person who set `DATABASE_URL`. */
import { isKobleError, type KobleError } from '@koble/core'
import { storeError } from '../errors.ts'

type Sentence = (where: string) => string

const byCode: Readonly<Record<string, Sentence>> = {
  ECONNREFUSED: (where) => `No database answers at ${where}. Start PostgreSQL there, or correct DATABASE_URL.`,
  ENOTFOUND: (where) => `The host of ${where} is not known. Correct DATABASE_URL.`,
  ETIMEDOUT: (where) => `The database at ${where} does not answer. Check the network, or correct DATABASE_URL.`,
  ECONNRESET: (where) => `The database at ${where} broke the connection off. Check that PostgreSQL runs there.`,
  '28P01': (where) => `The database at ${where} refuses the password. Correct it in DATABASE_URL.`,
  '28000': (where) =>
    `The database at ${where} refuses this user. Correct DATABASE_URL, or allow the user in pg_hba.conf.`,
  '3D000': (where) => `The database ${where} is not there. Create it, or correct DATABASE_URL.`,
  '42501': (where) =>
    `The user has too few rights in ${where}. Grant it CREATE on the database, or make its schemas for it.`,
  '53300': (where) =>
    `The database at ${where} has no connection left. Raise its max_connections, or stop other programs.`,
  '57P03': (where) => `The database at ${where} is starting up or shutting down. Try again in a moment.`,
}

export function explainFailure(error: unknown, where: string): KobleError {
  if (isKobleError(error)) return error
  const code = codeOf(error)
  const sentence = code === undefined ? undefined : byCode[code]
  if (sentence !== undefined) return storeError('unavailable', 'database-unavailable', sentence(where), error)
  const said = error instanceof Error && error.message !== '' ? error.message : String(code ?? error)
  return storeError(
    'unavailable',
    'database-unavailable',
    `The database at ${where} cannot be used: ${said}. Check DATABASE_URL and the database's log.`,
    error,
  )
}

/** Host, port and database of a URL, never its password. */
export function whereIs(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}:${port === '' ? '5432' : port}${pathname}`
  } catch {
    throw storeError(
      'misconfigured',
      'database-url',
      'DATABASE_URL is no address of a database. Write it as postgres://user:password@host:5432/database.',
    )
  }
}

/** A refused connection to a name with several addresses comes as an AggregateError. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return undefined
}
