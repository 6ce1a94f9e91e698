/** Carries out what a person asked for: says that it is done, or what went wrong. */
import { toast } from '@koble/ui'
import { problemOf } from '../api/api-failure.ts'

/** The work's answer, or undefined when it failed and the person was told. */
export async function perform<Value>(
  work: () => Promise<Value>,
  done?: (value: Value) => string,
): Promise<Value | undefined> {
  try {
    const value = await work()
    if (done !== undefined) toast(done(value), { kind: 'success' })
    return value
  } catch (error) {
    const { title, detail, action, correlationId } = problemOf(error)
    const reference = correlationId === undefined ? undefined : `(correlation id ${correlationId})`
    toast([detail ?? title, action, reference].filter((part) => part !== undefined).join(' '), { kind: 'danger' })
    return undefined
  }
}
