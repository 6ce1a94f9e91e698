/** The store's own operating errors, each one sentence that says what to do. */
import { KobleError, type ErrorKind } from '@koble/core'

export const storeError = (kind: ErrorKind, code: string, message: string, cause?: unknown): KobleError =>
  new KobleError({ kind, origin: 'store', code, message }, cause)

export const leaseLost = (connection: string): KobleError =>
  storeError(
    'stale',
    'lease-lost',
    `Connection ${connection}: another worker holds it by now, so nothing was recorded. The work goes on there.`,
  )

/** The row was changed by someone else since it was read. */
export const versionMoved = (what: string, seen: number, now: number): KobleError =>
  storeError(
    'stale',
    'version-moved',
    `${what} was changed in the meantime: version ${seen} was seen, it is ${now} now. Reload it and try again.`,
  )

export const notFound = (what: string): KobleError =>
  storeError('missing', 'not-found', `${what} is not there. It may have been removed; reload the list.`)
