/** A long check: has a name, prints its sizes and seed, and says what held and what did not. */
export interface CheckContext {
  /** 1 is the size that the promise names. */
  readonly scale: number
  readonly seed: number
  /** Options given on the command line, such as `--data FILE`. */
  readonly options: Readonly<Record<string, string | undefined>>
}

export interface CheckResult {
  readonly ok: boolean
  readonly lines: readonly string[]
}

export interface Check {
  readonly name: string
  readonly about: string
  run(context: CheckContext): Promise<CheckResult>
}
