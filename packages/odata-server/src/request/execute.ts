/** One request on one service root, synchronously, on the reader or the transaction that the caller opened. */
import { raise } from '../model/problem.ts'
import { executeRead } from './execute-read.ts'
import { executeWrite } from './execute-write.ts'
import { writeContext } from './set-writer.ts'
import type { WriteContext } from '../model/context.ts'
import type { Transaction } from '../model/table.ts'
import type { Outcome } from './exchange.ts'
import type { Execution } from './execution.ts'
import type { Target } from './target.ts'

/** Whether the request changes data and so needs a transaction. */
export function isWrite(method: string, target: Target): boolean {
  return method !== 'GET' && method !== 'HEAD' ? target.kind !== 'batch' : target.kind === 'operation'
}

export function execute(execution: Execution, data: Transaction | undefined): Outcome {
  const context: WriteContext | undefined =
    data === undefined ? undefined : writeContext(execution.model, execution.context, data)
  const { exchange } = execution
  const method = exchange.method === 'HEAD' ? 'GET' : exchange.method
  const { kind } = execution.target
  // A `$batch` that comes here is none that can be run (it has a key, or something after it): refused, whatever the method.
  return kind === 'batch' || (method === 'GET' && kind !== 'operation')
    ? executeRead(execution)
    : executeWrite(execution, context ?? raise({ kind: 'internal', message: 'A write without a transaction.' }))
}
