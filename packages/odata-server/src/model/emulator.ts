/** The emulator around the services: sign-in, limits, faults, log, controls. Truth: "Control of the emulators" of the outside contract. */
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Principal } from './row.ts'
import type { ServiceRootDefinition } from './service-root.ts'
import type { Switches } from './switches.ts'
import type { Json, JsonObject } from './value.ts'

export interface LimitSettings {
  readonly requestsPer5Minutes?: number
  readonly executionMsPer5Minutes?: number
  readonly concurrent?: number
  /** Requests that may wait for a place before the concurrency limit refuses. Default 0. */
  readonly queued?: number
  /** How long one may wait for a place before it is answered 503. Default: as long as it takes. */
  readonly queueWaitMs?: number
  /** An operation that would take longer is answered 408 after so long, and nothing of it is done. */
  readonly operationMs?: number
  /** False: refusals come without `Retry-After`, which the service promises only for some. */
  readonly retryAfter?: boolean
  readonly latencyMs?: number
  readonly notificationDelayMs?: number
  readonly cost?: { readonly requestMs?: number; readonly rowReadMs?: number; readonly rowWriteMs?: number }
}

export interface Throttle {
  readonly reason: 'requests' | 'execution' | 'concurrent'
  readonly actual: number
  readonly maximum: number
  readonly retryAfterSeconds: number
}

export interface LimitRules {
  readonly documented: LimitSettings
  /** The answer of a refused request. */
  readonly answer: (throttle: Throttle) => {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: Json
  }
  /** Headers of every answer (what is left). */
  readonly headers?: (left: {
    readonly requests: number
    readonly executionMs: number
  }) => Readonly<Record<string, string>>
  /** Operations of a batch count one by one. */
  readonly countBatchParts: boolean
  /** A client that goes on sending while it is told to wait has to wait longer. */
  readonly lengthens?: boolean
}

export interface Authentication {
  /**
   * Who sends this request, or the answer that refuses it. `bearer` is the verified token's principal, the development principal, or
   * undefined. The application adds sessions, impersonation, unknown applications.
   */
  readonly authenticate?: (
    request: Request,
    bearer: Principal | undefined,
    reason: 'missing' | 'invalid' | 'expired',
  ) => Principal | Response
}

export interface TokenRules {
  /** Client id -> secret and the principal of its tokens. */
  readonly clients: () => Readonly<Record<string, { readonly secret: string; readonly principal: Principal }>>
  readonly lifetimeSeconds?: number
  /** The principal of `koble-dev-token`; accepted on loopback addresses only. */
  readonly development: () => Principal
}

export interface EmulatorOptions {
  readonly roots: readonly ServiceRootDefinition[]
  readonly database: Database
  readonly clock: Clock
  readonly tokens: TokenRules
  readonly authentication?: Authentication
  readonly limits: LimitRules
  /** Fills the database for a seed. Called after the kit read the body; it calls `database.reset` itself. */
  readonly reset: (options: { readonly seed: string; readonly options: JsonObject }) => Promise<void> | void
  /** Creates one record of `/emulator/load` by the API's rules; throws a ProblemError for a refusal. Default: POST through `loadRoot`. */
  readonly load?: (set: string, record: JsonObject) => Promise<void> | void
  /** For the default load: which root and scope prefix sets are posted to ("companies(…)/"), and as whom. */
  readonly loadTarget?: () => { readonly serviceUrl: string; readonly principal: Principal }
  /** What `/emulator/dialect` shows and sets; the roots' dialects read it. Default: none. */
  readonly switches?: Switches
  /** Used for outgoing notifications and handshakes. Default: the platform's. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** The emulator listens on loopback only: `koble-dev-token` and `/emulator` are answered. Default true. */
  readonly loopback?: boolean
  /** Requests a log line is kept for. Default 1,000. */
  readonly logLength?: number
}

/** The way to the socket that a fault may tear; in-process callers have none and see a TypeError. */
export interface Connection {
  destroy(): void
}

export interface LogEntry {
  readonly number: number
  readonly at: string
  readonly method: string
  readonly url: string
  readonly status: number
  readonly durationMs: number
  readonly principal: string
  /** The code in an error's body. */
  readonly code: string | undefined
  readonly bytesIn: number
  readonly bytesOut: number
  /** Those that say something about the exchange; never who signs in with what. */
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly responseHeaders: Readonly<Record<string, string>>
  /** The beginning, without secrets. */
  readonly requestBody: string
  readonly responseBody: string
  readonly parts: readonly { readonly method: string; readonly url: string; readonly status: number }[]
  readonly fault: string | undefined
  readonly remarks: readonly string[]
}

export type FaultKind =
  | 'status'
  | 'timeout'
  | 'timeoutAfterApply'
  | 'reset'
  | 'slow'
  | 'truncatedBody'
  | 'emptyPage'
  | 'lateCommit'
  | 'dropNotification'
  | 'duplicateNotification'
  | 'delayNotification'
  | 'reorderNotification'
  | 'expireDelta'
  | 'clockBack'

export interface FaultRule {
  readonly match?: { readonly method?: string; readonly path?: string }
  readonly kind: FaultKind
  readonly status?: number
  readonly delayMs?: number
  readonly probability?: number
  readonly times?: number
}

export interface Emulator {
  /** Answers service, token and `/emulator` requests; undefined for other paths (the application's pages). */
  fetch(request: Request, connection?: Connection): Promise<Response | undefined>
  /** Asks a fault rule about one outgoing notification. */
  readonly notifications: NotificationQueue
  readonly log: () => readonly LogEntry[]
  /** Limits in force. */
  readonly limits: () => LimitSettings
  /** Verifies the Authorization header as the service does (for the application's own paths). */
  bearer(request: Request): Principal | undefined
  close(): Promise<void>
}

export interface Notification {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json
  /** For the log: "customers", "account Update". */
  readonly subject: string
}

export interface NotificationQueue {
  /**
   * Sends after `delayMs` on the emulator's clock (default: `notificationDelayMs`, else 0). With `key`, one not yet sent with the same key
   * is replaced by what `merge` makes of both (the first one's due time stays).
   */
  enqueue(
    notification: Notification,
    options?: {
      readonly delayMs?: number
      readonly key?: string
      readonly merge?: (waiting: Notification, next: Notification) => Notification
      readonly retry?: RetryRule
      readonly done?: (outcome: NotificationOutcome) => void
    },
  ): void
  /** Those waiting for a key are forgotten (a deleted subscription). */
  forget(keyPrefix: string): void
  /** Sends one at once and answers its response (a handshake). Faults do not touch it. */
  send(url: string, init: RequestInit): Promise<Response>
  /** Resolves when nothing is waiting or running. */
  idle(): Promise<void>
}

export type NotificationOutcome =
  | { readonly attempt: number; readonly status: number }
  | { readonly attempt: number; readonly failure: string }

/** Milliseconds until the next attempt, or undefined: give up. */
export type RetryRule = (outcome: NotificationOutcome) => number | undefined
