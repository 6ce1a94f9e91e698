/**
 * From Dataverse's codes to Koble's kinds of error; the one place where they are told apart. Codes and statuses:
 * reference/dataverse-protocol.md, section 7.
 */
import { KobleError, type ErrorDetail, type ErrorKind } from '@koble/core'
import { explainFailure, translators, type FailureTables, type Meaning, type ODataFailure } from '@koble/odata-client'

const meanings = {
  changed: { kind: 'stale', code: 'crm-record-changed', advice: 'Koble reads it again and merges.' },
  exists: {
    kind: 'duplicate',
    code: 'crm-record-exists',
    advice: 'Change the value that must be unique, or couple the existing row.',
  },
  missing: { kind: 'missing', code: 'crm-record-missing', advice: 'It was deleted in Dynamics 365.' },
  refused: { kind: 'rejected', code: 'crm-refused', advice: 'Mend the value on either side, then retry.' },
  closed: { kind: 'rejected', code: 'crm-record-inactive', advice: 'Activate the row in Dynamics 365, then retry.' },
  inUse: {
    kind: 'rejected',
    code: 'crm-record-in-use',
    advice: 'Remove what refers to it in Dynamics 365, then retry.',
  },
  address: {
    kind: 'misconfigured',
    code: 'crm-table-missing',
    advice: "Check the organization's address, and that Koble's solution is installed in its newest version.",
  },
  tracking: {
    kind: 'misconfigured',
    code: 'crm-change-tracking-off',
    advice: "Switch on change tracking in the table's settings in Dynamics 365.",
  },
  rights: {
    kind: 'unauthorized',
    code: 'crm-not-authorized',
    advice: "Give Koble's application user in Dynamics 365 the role that Koble's solution brings.",
  },
  signIn: {
    kind: 'unauthorized',
    code: 'crm-sign-in-failed',
    advice: 'Check client id, secret and tenant, and that the application user is there and enabled in Dynamics 365.',
  },
  throttled: { kind: 'throttled', code: 'crm-throttled', advice: 'Koble waits and goes on by itself.' },
  unavailable: { kind: 'unavailable', code: 'crm-unavailable', advice: 'Koble tries again by itself.' },
} as const satisfies Record<string, Meaning<ErrorKind>>

/** In lower case: the service writes the same number in either. */
const byCode: FailureTables<ErrorKind>['byCode'] = {
  '0x80060882': meanings.changed,
  '0x80040217': meanings.missing,
  '0x80060891': meanings.missing,
  '0x80040237': meanings.exists,
  '0x80060892': meanings.exists,
  '0x80040333': meanings.exists,
  '0x80073002': meanings.exists,
  '0x80040230': meanings.closed,
  '0x8004022e': meanings.closed,
  '0x80040227': meanings.inUse,
  '0x8006088a': meanings.address,
  '0x80072491': meanings.tracking,
  '0x80040220': meanings.rights,
  '0x80040231': meanings.rights,
  '0x80048306': meanings.rights,
  '0x80048405': meanings.rights,
  '0x80042f09': meanings.rights,
  '0x8004a110': meanings.rights,
  '0x80072560': meanings.signIn,
  '0x80040225': meanings.signIn,
  '0x80072321': meanings.throttled,
  '0x80072322': meanings.throttled,
  '0x80072326': meanings.throttled,
  '0x80090412': meanings.throttled,
  '0x80071154': meanings.throttled,
  '0x80048554': meanings.unavailable,
  '0x80044151': meanings.unavailable,
  '0x80040216': meanings.unavailable,
}

const byStatus: FailureTables<ErrorKind>['byStatus'] = {
  0: meanings.unavailable,
  401: meanings.signIn,
  403: meanings.rights,
  404: meanings.address,
  408: meanings.unavailable,
  412: meanings.changed,
  429: meanings.throttled,
}

const { signIn, unavailable, refused } = meanings
const codeOf = (code: string): string => code.toLowerCase()
const tables: FailureTables<ErrorKind> = { byCode, codeOf, byStatus, signIn, unavailable, refused }

/** `about`: what the request was for, such as "Account Adatum"; it opens the message. */
export const errorDetail = (failure: ODataFailure, about: string): ErrorDetail => ({
  ...explainFailure(tables, failure, about),
  origin: 'crm',
})

export const { translating, translated } = translators(
  (failure, about, cause) => new KobleError(errorDetail(failure, about), cause),
)
