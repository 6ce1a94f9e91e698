/** Cuts the engine off: at one call of a port an exception is thrown, before or after the call took effect, and then at every other. */

export interface CrashPoint {
  /** Which call, counted over all ports from 1. */
  readonly call: number
  readonly when: 'before' | 'after'
}

export class Crash extends Error {
  constructor() {
    super('The process of this test died here.')
    this.name = 'Crash'
  }
}

export interface Crasher {
  /** Wraps a port, so that its calls are counted. */
  readonly wrap: <T extends object>(port: T) => T
  /** From now on calls are counted from 1, and the one at `point` is the last. */
  arm(point: CrashPoint | null): void
  /** A new process: ports answer again. */
  restart(): void
  readonly calls: () => number
  readonly crashed: () => boolean
}

export const crasher = (): Crasher => {
  let point: CrashPoint | null = null
  let calls = 0
  let isDead = false

  const die = (): never => {
    isDead = true
    throw new Crash()
  }

  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, property, receiver) {
        const member: unknown = Reflect.get(target, property, receiver)
        if (typeof member !== 'function' || property === 'recordUrl') return member
        return async (...given: readonly unknown[]): Promise<unknown> => {
          if (isDead) throw new Crash()
          calls += 1
          const isHere = point?.call === calls
          if (isHere && point?.when === 'before') die()
          const answer: unknown = await Reflect.apply(member, target, given)
          if (isHere) die()
          return answer
        }
      },
    })

  return {
    wrap,
    arm(next) {
      point = next
      calls = 0
    },
    restart() {
      point = null
      isDead = false
    },
    calls: () => calls,
    crashed: () => isDead,
  }
}
