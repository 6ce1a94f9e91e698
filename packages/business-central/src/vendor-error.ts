/**
 * From Business Central's codes to Koble's kinds of error; the one place where they are told apart. Codes and statuses:
 * reference/business-central-protocol.md, section 6. The code decides where there is one, because statuses vary.
 */
import { KobleError, type ErrorDetail, type ErrorKind } from '@koble/core'
import { isODataError, type ODataFailure } from '@koble/odata-client'

interface Meaning {
  readonly kind: ErrorKind
  /** Koble's code. */
  readonly code: string
  /** What to do. */
  readonly advice: string
}

const meanings = {
  changed: { kind: 'stale', code: 'erp-record-changed', advice: 'Koble reads it again and merges.' },
  exists: {
    kind: 'duplicate',
    code: 'erp-record-exists',
    advice: 'Choose another number, or couple the existing record.',
  },
  missing: { kind: 'missing', code: 'erp-record-missing', advice: 'It was deleted in Business Central.' },
  refused: { kind: 'rejected', code: 'erp-refused', advice: 'Mend the value on either side, then retry.' },
  company: { kind: 'misconfigured', code: 'erp-company-missing', advice: "Check the connection's company." },
  page: {
    kind: 'misconfigured',
    code: 'erp-page-missing',
    advice: "Check the environment's address, and that Koble's extension is installed in its newest version.",
  },
  rights: {
    kind: 'unauthorized',
    code: 'erp-not-authorized',
    advice: "Give Koble's application in Business Central the permission sets that it needs.",
  },
  signIn: {
    kind: 'unauthorized',
    code: 'erp-sign-in-failed',
    advice: 'Check client id, secret and tenant, and that the application is enabled in Business Central.',
  },
  throttled: { kind: 'throttled', code: 'erp-throttled', advice: 'Koble waits and goes on by itself.' },
  unavailable: { kind: 'unavailable', code: 'erp-unavailable', advice: 'Koble tries again by itself.' },
} as const satisfies Record<string, Meaning>

const byCode: Readonly<Record<string, Meaning>> = {
  Request_EntityChanged: meanings.changed,
  Internal_EntityWithSameKeyExists: meanings.exists,
  Internal_RecordNotFound: meanings.missing,
  Internal_DataNotFoundFilter: meanings.missing,
  Internal_CompanyNotFound: meanings.company,
  Internal_TenantUnavailable: meanings.unavailable,
  Internal_ServerError: meanings.unavailable,
  BadRequest_ResourceNotFound: meanings.page,
  BadRequest_MethodNotAllowed: meanings.page,
  BadRequest_MethodNotImplemented: meanings.page,
  Authentication_InvalidCredentials: meanings.signIn,
  Authorization_RequestDenied: meanings.rights,
  Application_TooManyRequests: meanings.throttled,
}

const byStatus: Readonly<Record<number, Meaning>> = {
  0: meanings.unavailable,
  401: meanings.signIn,
  403: meanings.rights,
  408: meanings.unavailable,
  409: meanings.changed,
  412: meanings.changed,
  429: meanings.throttled,
}

/** A 404 whose code is not known comes from a gateway or a wrong address: it never means that a record is gone. */
function meaningOf(failure: ODataFailure): Meaning {
  if (failure.reason === 'sign-in')
    return failure.status >= 400 && failure.status < 500 ? meanings.signIn : meanings.unavailable
  if (failure.reason !== 'status') return meanings.unavailable
  const known = byCode[failure.code] ?? byStatus[failure.status]
  if (known !== undefined) return known
  if (failure.status === 404) return meanings.page
  return failure.status >= 500 ? meanings.unavailable : meanings.refused
}

/** `about`: what the request was for, such as "Customer Adatum"; it opens the message. */
export function errorDetail(failure: ODataFailure, about: string): ErrorDetail {
  const { kind, code, advice } = meaningOf(failure)
  return {
    kind,
    origin: 'erp',
    code,
    message: `${about}: ${sentence(failure.message)} ${advice}`,
    ...(failure.code === '' ? {} : { vendorCode: failure.code }),
    ...(failure.requestId === undefined ? {} : { requestId: failure.requestId }),
    ...(failure.status === 0 ? {} : { httpStatus: failure.status }),
    ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }),
    mayHaveApplied: failure.mayHaveApplied,
  }
}

const sentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** Runs a request; a failure of the service becomes a KobleError. */
export async function translating<T>(about: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (isODataError(error)) throw new KobleError(errorDetail(error.failure, about), error)
    throw error
  }
}
