/** What a request carries through the middlewares. */
export interface ApiEnv {
  Variables: {
    correlationId: string
    /** Who calls: a label for records of who did what. */
    caller: string
  }
}
