/** The API's answer when something is wrong (RFC 9457), as tests read it. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly correlationId: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
}
