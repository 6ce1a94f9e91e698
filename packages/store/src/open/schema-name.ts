import { storeError } from '../errors.ts'

/** A schema name that needs no quoting, short enough for the queue's beside it. */
export function schemaName(name: string): string {
  if (/^[a-z_][a-z0-9_]{0,49}$/.test(name)) return name
  throw storeError(
    'misconfigured',
    'schema-name',
    `The database schema "${name}" has no usable name. Use small letters, digits and underscores, at most 50 of them.`,
  )
}
