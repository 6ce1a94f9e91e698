/** Holds the requests of one program, as a slow service does, until the test lets them go. */
import type { Answer } from './in-process-network.ts'

export interface Gate {
  readonly answer: Answer
  /** Resolves when a request is held. */
  readonly reached: Promise<void>
  open(): void
}

export function gate(behind: Answer, holds: (request: Request) => boolean): Gate {
  const held = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  return {
    async answer(request) {
      if (holds(request)) {
        held.resolve()
        await opened.promise
      }
      return behind(request)
    },
    reached: held.promise,
    open: () => opened.resolve(),
  }
}
