/** Fault rules: which requests and notifications go wrong, and how, from a seed. */
import { seededRandom } from './random.ts'
import type { FaultKind, FaultRule } from '../model/emulator.ts'
import { literalPlace, wildcards } from '../query/wildcards.ts'

export interface Faults {
  set(seed: number, rules: readonly FaultRule[]): void
  /** In force, each with how often it struck. */
  readonly rules: readonly (FaultRule & { readonly struck: number })[]
  readonly seed: number
  /** The rule that strikes a request; `parts` are the operations of a batch, which every kind but `status` looks at too. */
  forRequest(operation: Operation, parts: readonly Operation[]): FaultRule | undefined
  /** A `status` rule that strikes one part of a batch. */
  forPart(operation: Operation): FaultRule | undefined
  forNotification(operation: Operation): FaultRule | undefined
}

export interface Operation {
  readonly method: string
  readonly path: string
}

export const faultKinds: readonly FaultKind[] = [
  'status',
  'timeout',
  'timeoutAfterApply',
  'reset',
  'slow',
  'truncatedBody',
  'emptyPage',
  'lateCommit',
  'dropNotification',
  'duplicateNotification',
  'delayNotification',
  'reorderNotification',
  'expireDelta',
  'clockBack',
]

export function createFaults(): Faults {
  let rules: readonly FaultRule[] = []
  let struck: number[] = []
  let seeded = 1
  let random = seededRandom(1)
  const strike = (wanted: (rule: FaultRule) => boolean): FaultRule | undefined => {
    for (const [at, rule] of rules.entries()) {
      const strikes = struck[at] ?? 0
      if (strikes >= (rule.times ?? Infinity) || !wanted(rule)) continue
      // A rule that always strikes draws nothing, so that adding one moves no other rule's luck.
      if ((rule.probability ?? 1) < 1 && random() >= (rule.probability ?? 1)) continue
      struck[at] = strikes + 1
      return rule
    }
    return undefined
  }
  return {
    set(seed, next) {
      rules = next
      struck = next.map(() => 0)
      seeded = seed
      random = seededRandom(seed)
    },
    get rules() {
      return rules.map((rule, at) => ({ ...rule, struck: struck[at] ?? 0 }))
    },
    get seed() {
      return seeded
    },
    forRequest: (operation, parts) =>
      strike(
        (rule) =>
          !isNotification(rule) &&
          (fits(rule, operation) || (rule.kind !== 'status' && parts.some((part) => fits(rule, part)))),
      ),
    forPart: (operation) => strike((rule) => rule.kind === 'status' && fits(rule, operation)),
    forNotification: (operation) => strike((rule) => isNotification(rule) && fits(rule, operation)),
  }
}

function isNotification(rule: FaultRule): boolean {
  return rule.kind.endsWith('Notification')
}

/** A path fits when it contains the rule's text; `*` in it stands for anything. */
function fits(rule: FaultRule, operation: Operation): boolean {
  const { method, path } = rule.match ?? {}
  if (method !== undefined && method !== '*' && method.toUpperCase() !== operation.method) return false
  if (path === undefined) return true
  const places = Array.from(path, (character) => (character === '*' ? 'run' : literalPlace(character, true)))
  return wildcards(['run', ...places, 'run'])(operation.path)
}
