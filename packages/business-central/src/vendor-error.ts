/**
 * From Business Central's codes to Koble's kinds of error; the one place where they are told apart. Codes and statuses:
 * reference/business-central-protocol.md, section 6. The code decides where there is one, because statuses vary.
 */
import { KobleError, type ErrorDetail, type ErrorKind } from '@koble/core'
import { explainFailure, translators, type FailureTables, type Meaning, type ODataFailure } from '@koble/odata-client'

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
} as const satisfies Record<string, Meaning<ErrorKind>>

const byCode: FailureTables<ErrorKind>['byCode'] = {
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

/** A 404 whose code is not known comes from a gateway or a wrong address: it never means that a record is gone. */
const byStatus: FailureTables<ErrorKind>['byStatus'] = {
  0: meanings.unavailable,
  401: meanings.signIn,
  403: meanings.rights,
  404: meanings.page,
  408: meanings.unavailable,
  409: meanings.changed,
  412: meanings.changed,
  429: meanings.throttled,
}

const { signIn, unavailable, refused } = meanings
const tables: FailureTables<ErrorKind> = { byCode, byStatus, signIn, unavailable, refused }

/** `about`: what the request was for, such as "Customer Adatum"; it opens the message. */
export const errorDetail = (failure: ODataFailure, about: string): ErrorDetail => ({
  ...explainFailure(tables, failure, about),
  origin: 'erp',
})

export const { translating, translated } = translators(
  (failure, about, cause) => new KobleError(errorDetail(failure, about), cause),
)
