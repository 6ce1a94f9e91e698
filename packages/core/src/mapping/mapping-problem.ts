/** One thing that is wrong with a mapping. */
export interface MappingProblem {
  /** Stable, kebab-case. */
  readonly code: string
  /** The field mapping or field concerned; null for the mapping as a whole. */
  readonly field: string | null
  readonly message: string
}
