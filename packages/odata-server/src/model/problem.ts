/** Everything that the kit itself refuses, as a closed list. A dialect gives each its status, code and words. */
import type { Json } from './value.ts'

export type Problem =
  | { readonly kind: 'malformedUrl'; readonly message: string }
  /** A query option or key that the grammar refuses. `position` counts characters from 0. */
  | {
      readonly kind: 'badSyntax'
      readonly option: string
      readonly text: string
      readonly position: number
      readonly message: string
    }
  | { readonly kind: 'unknownSegment'; readonly segment: string }
  | {
      readonly kind: 'unknownProperty'
      readonly property: string
      readonly entityType: string
      readonly where: 'body' | 'query'
    }
  | { readonly kind: 'undeclaredBinding'; readonly property: string; readonly set: string; readonly entityType: string }
  | { readonly kind: 'badBinding'; readonly property: string; readonly value: string; readonly set: string }
  | { readonly kind: 'unsupportedOption'; readonly option: string }
  | { readonly kind: 'unsupportedOperator'; readonly operator: string; readonly reason?: string }
  | { readonly kind: 'unsupportedFunction'; readonly name: string }
  | { readonly kind: 'badLiteral'; readonly literal: string; readonly type: string }
  | { readonly kind: 'badKey'; readonly key: string; readonly entityType: string; readonly message: string }
  | { readonly kind: 'notAKey'; readonly entityType: string; readonly names: readonly string[] }
  | {
      readonly kind: 'notFound'
      readonly set: string
      readonly table: string
      readonly entityType: string
      readonly key: Readonly<Record<string, string>>
      readonly byAlternateKey: boolean
    }
  | { readonly kind: 'methodNotAllowed'; readonly method: string; readonly set: string; readonly entityType: string }
  | { readonly kind: 'malformedBody'; readonly message: string }
  | { readonly kind: 'wrongContentType'; readonly contentType: string }
  | { readonly kind: 'bodyTooLarge'; readonly maximumBytes: number }
  | { readonly kind: 'urlTooLong'; readonly maximum: number }
  | {
      readonly kind: 'badValue'
      readonly property: string
      readonly type: string
      readonly value: Json
      readonly set: string
      readonly entityType: string
    }
  | {
      readonly kind: 'tooLong'
      readonly property: string
      readonly value: string
      readonly maxLength: number
      readonly table: string
      readonly entityType: string
    }
  | {
      readonly kind: 'notAnOption'
      readonly property: string
      readonly value: Json
      readonly members: readonly (string | number)[]
      readonly table: string
    }
  | { readonly kind: 'readOnlyProperty'; readonly property: string; readonly entityType: string }
  | { readonly kind: 'requiredProperty'; readonly property: string; readonly entityType: string }
  | {
      readonly kind: 'duplicateKey'
      readonly table: string
      readonly columns: readonly string[]
      readonly values: readonly (string | number | boolean | null)[]
    }
  | { readonly kind: 'parentRequired'; readonly set: string; readonly parent: string }
  | { readonly kind: 'conditionRequired'; readonly set: string }
  | { readonly kind: 'conditionFailed'; readonly set: string }
  | { readonly kind: 'alreadyExists'; readonly set: string }
  | { readonly kind: 'batchMalformed'; readonly message: string }
  | { readonly kind: 'batchTooLarge'; readonly maximum: number; readonly actual: number }
  | { readonly kind: 'badReference'; readonly reference: string }
  | { readonly kind: 'badSkipToken'; readonly token: string }
  | { readonly kind: 'badDeltaToken'; readonly token: string }
  | { readonly kind: 'expiredDelta'; readonly token: string }
  | { readonly kind: 'trackingRefuses'; readonly option: string }
  | { readonly kind: 'notTracked'; readonly set: string; readonly entityType: string }
  | { readonly kind: 'unauthenticated'; readonly reason: 'missing' | 'invalid' | 'expired' }
  | { readonly kind: 'storageFailed'; readonly message: string }
  | { readonly kind: 'notImplemented'; readonly what: string }
  | { readonly kind: 'internal'; readonly message: string }
  /** An error of the application's own, raised by `refuse`. */
  | {
      readonly kind: 'application'
      readonly status: number
      readonly code: string
      readonly message: string
      readonly headers?: Readonly<Record<string, string>>
    }

/** Thrown to stop a request with a problem; the transaction around it is undone. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super('message' in problem ? problem.message : problem.kind)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

export function raise(problem: Problem): never {
  throw new ProblemError(problem)
}

/** The application's own refusal, in the service's words. */
export function refuse(
  status: number,
  code: string,
  message: string,
  headers?: Readonly<Record<string, string>>,
): never {
  throw new ProblemError({ kind: 'application', status, code, message, ...(headers && { headers }) })
}
