/** Code and message of what a piece of work is refused with; the work's answer if it is not. */
import { ProblemError } from '@koble/odata-server'

export function refusalOf(work: () => unknown): readonly [code: string, message: string] | 'not refused' {
  try {
    work()
  } catch (error) {
    if (error instanceof ProblemError && error.problem.kind === 'application') {
      return [error.problem.code, error.problem.message]
    }
    throw error
  }
  return 'not refused'
}
