/** What a request carries through the middlewares. */
export interface ApiEnv {
  Bindings: {
    /** Where the request came from, as the socket says; absent in process. */
    address?: string | undefined
  }
  Variables: {
    correlationId: string
    /** Who calls: a label for records of who did what. */
    caller: string
  }
}
