/** The stories, enumerated: small spaces in full, joined where they meet. */
import type { Side } from '@koble/core'
import type { Edit, Fate, Scenario } from './scenario.ts'

const sides = ['erp', 'crm'] as const
const answers = ['record', 'writer', 'nothing'] as const
const fates: readonly Fate[] = [
  'ok',
  'rejected',
  'stale',
  'lostAnswer',
  'lostRequest',
  'lostTwice',
  'lateEarly',
  'lateCrossing',
  'late',
]

const edit = (side: Side, field: 'a' | 'b', kind: Edit['kind'] = 'new'): Edit => ({ side, field, kind })

/** Who edited what before the round. */
const oneSided: readonly (readonly Edit[])[] = [
  [edit('erp', 'a')],
  [edit('erp', 'a'), edit('erp', 'b')],
  [edit('erp', 'a'), edit('crm', 'a'), edit('erp', 'b')],
  [edit('erp', 'a'), edit('crm', 'a', 'same'), edit('crm', 'b')],
]
/** Their mirror images are themselves, the fields exchanged. */
const evenSided: readonly (readonly Edit[])[] = [
  [edit('erp', 'a'), edit('crm', 'b')],
  [edit('erp', 'a'), edit('crm', 'a')],
]

const durings: readonly Scenario['during'][] = [
  null,
  ...sides.flatMap((to) =>
    (['beforeWrite', 'afterWrite', 'afterRound'] as const).flatMap((when) =>
      when === 'afterRound' && to === 'crm'
        ? []
        : sides.flatMap((side) =>
            (['a', 'b'] as const).flatMap((field) =>
              (['new', 'back'] as const).map((kind) => ({ when, to, edit: edit(side, field, kind) })),
            ),
          ),
    ),
  ),
]

const flip = (side: Side): Side => (side === 'erp' ? 'crm' : 'erp')
const flipEdit = (one: Edit): Edit => ({ ...one, side: flip(one.side) })

/** The same story with the sides exchanged. */
const mirrored = (scenario: Scenario): Scenario => ({
  ...scenario,
  start: scenario.start === 'pair' ? 'pair' : flip(scenario.start),
  before: scenario.before.map(flipEdit),
  during:
    scenario.during === null
      ? null
      : { when: scenario.during.when, to: flip(scenario.during.to), edit: flipEdit(scenario.during.edit) },
  fates: { erp: scenario.fates.crm, crm: scenario.fates.erp },
})

function* bothWays(scenarios: Iterable<Scenario>): Generator<Scenario> {
  for (const scenario of scenarios) {
    yield scenario
    yield mirrored(scenario)
  }
}

const targetsOf = (before: readonly Edit[]): ReadonlySet<Side> => new Set(before.map((one) => flip(one.side)))

/** Every fate of every write that the edits cause, with an edit at every moment. */
export function* stories(): Generator<Scenario> {
  yield* bothWays(storiesOf(oneSided))
  yield* storiesOf(evenSided)
}

function* storiesOf(befores: readonly (readonly Edit[])[]): Generator<Scenario> {
  for (const before of befores)
    for (const during of durings)
      for (const answer of answers)
        for (const erp of targetsOf(before).has('erp') ? fates : (['ok'] as const))
          for (const crm of targetsOf(before).has('crm') ? fates : (['ok'] as const))
            yield { start: 'pair', before, during, fates: { erp, crm }, answers: answer, crash: null }
}

/** A record without a partner: its create under every fate. */
export function* createStories(): Generator<Scenario> {
  yield* bothWays(createdFromErp())
}

function* createdFromErp(): Generator<Scenario> {
  for (const during of durings)
    for (const answer of answers)
      for (const crm of [...fates, 'unavailable'] as const)
        yield { start: 'erp', before: [], during, fates: { erp: 'ok', crm }, answers: answer, crash: null }
}

/** Stories in which the process dies; `play` tells how many calls there are. */
export function* crashStories(): Generator<Scenario> {
  const some = durings.filter((during) => during === null || during.edit.kind === 'new' || during.when === 'afterRound')
  for (const before of [...oneSided.slice(0, 2), ...evenSided])
    for (const during of some)
      yield { start: 'pair', before, during, fates: { erp: 'ok', crm: 'ok' }, answers: 'record', crash: null }
  for (const during of some)
    yield { start: 'erp', before: [], during, fates: { erp: 'ok', crm: 'ok' }, answers: 'writer', crash: null }
}
