/**
 * Rules of the planner, each broken on purpose: `node packages/core/mutate.ts` applies one at a time to a copy of the sources and
 * must see the planner's tests fail. A rule whose mutant survives is a rule without a test.
 */
export interface Mutation {
  readonly rule: string
  /** Below `src/`. */
  readonly file: string
  /** Occurs exactly once in the file. */
  readonly text: string
  readonly replacement: string
}

const of = (file: string, mutations: readonly (readonly [rule: string, text: string, replacement: string])[]) =>
  mutations.map(([rule, text, replacement]): Mutation => ({ rule, file, text, replacement }))

export const planMutations: readonly Mutation[] = [
  ...of('plan/field-decision.ts', [
    [
      'a contested field waits for a decision',
      "crm: 'toErp', each: 'contested' },\n  toCrm: { neither: 'rest', erp: 'toCrm', crm: 'toCrm', each: 'toCrm' }",
      "crm: 'toErp', each: 'toCrm' },\n  toCrm: { neither: 'rest', erp: 'toCrm', crm: 'toCrm', each: 'toCrm' }",
    ],
    [
      'an edit against the direction is put back',
      "toCrm: { neither: 'rest', erp: 'toCrm', crm: 'toCrm', each: 'toCrm' }",
      "toCrm: { neither: 'rest', erp: 'toCrm', crm: 'toErp', each: 'toCrm' }",
    ],
    [
      'a blank owner erases nothing at first',
      "toCrm: { neither: 'rest', erp: 'toCrm', crm: 'rest', each: 'toCrm' }",
      "toCrm: { neither: 'rest', erp: 'toCrm', crm: 'toCrm', each: 'toCrm' }",
    ],
    ['the chosen side wins over the policy', 'winners.chosen ?? winners.update', 'winners.update ?? winners.chosen'],
    ['the policy decides an update conflict', 'winners.chosen ?? winners.update', 'winners.chosen'],
    [
      'only a chosen side erases with a blank',
      'const { chosen, first } = winners',
      'const first = winners.first\n  const chosen = winners.chosen ?? first',
    ],
    [
      'a chosen side obeys the direction',
      "if (chosen !== null && (direction === 'both' || direction === awayFrom(chosen)))",
      'if (chosen !== null)',
    ],
    [
      'two values need a winner at first',
      "decision === 'contested' && first !== null ? awayFrom(first) : decision",
      "decision === 'contested' ? awayFrom(first ?? 'erp') : decision",
    ],
  ]),
  ...of('plan/field-view.ts', [
    [
      'what equals its base is no change',
      '!sameValue(typeOn(view.field, side), view[side], view.base.pair[side])',
      'true',
    ],
    ['each side has its own half of the base', 'view.base.pair[side])', 'view.base.pair.erp)'],
    [
      'two values agree when one converts into the other',
      'sides.some((to) => arrives(view, to))',
      "arrives(view, 'crm')",
    ],
    ['a blank local currency is a value', 'return !blankIsValue(view.field, side)', 'return true'],
    ['a zero that is kept blank is a blank', "return 'ok' in carried && carried.ok === null", 'return false'],
  ]),
  ...of('plan/field-merge.ts', [
    [
      'agreement is a new base',
      "if (agrees(view)) return { kind: 'agree', mark: null }",
      "if (agrees(view)) return { kind: 'rest', mark: null }",
    ],
    ['a held field rests', "mark: view.base.mark === 'held' ? 'held' : null", 'mark: null'],
    [
      'a quarrel stays stopped',
      "if (view.base.mark === 'oscillating') return { kind: 'contested', mark: 'oscillating' }",
      '',
    ],
    ['a quarrel is stopped', 'if (mayQuarrel &&', 'if (!mayQuarrel &&'],
    [
      'a blank is kept from the target',
      'if (view.field.mapping.keepWhenBlank === true && isBlank',
      'if (view.field.mapping.keepWhenBlank === false && isBlank',
    ],
    [
      'two uncoupled references are no conflict',
      "if (!mayAgreeLater || when === 'clear' || when === 'keep')",
      'if (when !== undefined || !mayAgreeLater)',
    ],
    ['an emptied reference follows', "return stands || 'missing' in", "return 'missing' in"],
    [
      'clearing erases nothing at first',
      'const mayErase = view.base.pair !== null || chosen === otherSide(to)',
      'const mayErase = true',
    ],
    [
      'a person may not write against the direction',
      "if (!travelsTo(direction, otherSide(resolution))) return { kind: 'agree', mark: 'held' }",
      '',
    ],
    ['half of a third value stays a conflict', 'value: wanted[to], pair: null', 'value: wanted[to], pair: wanted'],
    [
      'a reference that waits says so',
      "reference.whenUncoupled === 'wait' ? 'wait' : 'later'",
      "reference.whenUncoupled === 'keep' ? 'wait' : 'later'",
    ],
  ]),
  ...of('plan/plan-merge.ts', [
    ['nothing of a waiting record is written', 'erp: waits ? null : update', 'erp: update'],
    [
      'what is written on creation is not compared later',
      ' || field.mapping.onlyOnCreate === true) continue',
      ') continue',
    ],
    ['only the state travels outside the filter', 'if (rests && field.mapping.stateField !== true) continue', ''],
    [
      'the mapping may let a record go on outside',
      "outside && input.mapping.definition.onLeaving !== 'goOn'",
      'outside',
    ],
    [
      'a contested field keeps its old pair',
      "return gathered.bases.set(name, { pair, mark: outcome.mark })\n    case 'rejected':",
      "return gathered.bases.set(name, { pair: { erp: view.erp, crm: view.crm }, mark: outcome.mark })\n    case 'rejected':",
    ],
    [
      'a rejected field keeps its old pair',
      "return gathered.bases.set(name, { pair, mark: 'rejected' })",
      "return gathered.bases.set(name, { pair: { erp: view.erp, crm: view.crm }, mark: 'rejected' })",
    ],
    [
      'a deferred field is marked',
      "whenUncoupled === 'later' ? 'deferred' : null",
      "whenUncoupled === 'later' ? null : null",
    ],
    ['what was overwritten is kept', 'record.values[name] ?? null]', 'values[name] ?? null]'],
    [
      'a side decides no more than what is contested',
      "return view.base.mark === 'contested' || view.base.mark === 'oscillating' ? resolution : null",
      'return resolution',
    ],
    [
      'uncoupled records outside the filter stay uncoupled',
      'if (outside && input.bases === null && !input.wanted)',
      'if (outside && input.bases === null && input.wanted)',
    ],
  ]),
  ...of('plan/plan-create.ts', [
    ['a create obeys the direction', '|| !travelsTo(field.direction, on)) {', ') {'],
    ['a partner is only made in the direction of the mapping', 'if (!travelsTo(direction, on)) return false', ''],
    ['only records inside the filter get a partner', '(!isOutside(input, otherSide(on)) &&', '('],
    ['a mapping for coupled records makes none', '(!onlyCoupled || input.bases !== null)', 'true'],
    ['a record that waits is not made', "if (when === 'wait') cannotBeMade = true", ''],
    ['a partner that cannot live without a value is not made', 'if (!target.type.nullable) cannotBeMade = true', ''],
    [
      'a blank is not written on creation',
      '} else if (carried.ok === null) {',
      '} else if (carried.ok === undefined) {',
    ],
    ['what is written on creation only has no base', 'if (field.mapping.onlyOnCreate !== true)', ''],
  ]),
  ...of('plan/movement.ts', [
    [
      'a deletion never takes an edit with it',
      'return !sameValue(typeOn(field, side), value, pair[side])',
      'return false',
    ],
    ['what never travelled is not deleted', "return !('ok' in carried) || carried.ok !== null", 'return false'],
    [
      'an edit that is put back anyway saves nothing',
      'if (!travelsTo(field.direction, otherSide(side))) return false',
      '',
    ],
  ]),
  ...of('plan/plan-deletion.ts', [
    [
      'an edited survivor is not deleted',
      'return travels && !isEdited ? deleteSurvivor',
      'return travels ? deleteSurvivor',
    ],
    [
      'a deletion does not travel against the direction',
      'return travels && !isEdited ? deleteSurvivor',
      'return !isEdited ? deleteSurvivor',
    ],
    [
      'a restore obeys the direction',
      'travelsTo(input.mapping.definition.direction, goneOn) && !isOutside',
      '!isOutside',
    ],
    ['a survivor outside its filter is not restored', ' && !isOutside(input, otherSide(goneOn))', ''],
    ['an inactive survivor is let go', 'if (differing.length === 0)', 'if (differing.length < 0)'],
    [
      'a person may delete the survivor',
      'return input.resolution === goneOn ? deleteSurvivor',
      'return input.resolution !== goneOn ? deleteSurvivor',
    ],
  ]),
  ...of('plan/oscillation.ts', [
    ['a quarrel is more than five writes', 'written.length > mostWrites', 'written.length > mostWrites + 1'],
    ['a quarrel is within ten minutes', ' && write.at > now - windowMs', ''],
    ['different values are no quarrel', ' && new Set([...written, value]).size <= 2', ''],
  ]),
  ...of('plan/brake.ts', [
    ['the brake needs both limits', 'leaving <= settings.records || leaving', 'leaving <= settings.records && leaving'],
    ['the brake adds up all kinds', ' + counts.deactivations\n', '\n'],
  ]),
  ...of('plan/translate.ts', [
    [
      'a blank names the local currency',
      "value === null && to === 'crm' && reference.blankMeans === 'localCurrency'",
      'false',
    ],
    ["an option's id becomes its number", 'return isNumber ? Number(partner) : partner', 'return partner'],
  ]),
  ...of('plan/resets.ts', [
    ['what the service empties is written along', 'if (emptied.size === 0) return values', 'return values'],
  ]),
  ...of('mapping/fit.ts', [
    [
      'a text is never cut',
      'text.length <= type.maxLength) return { ok: text }',
      'text.length <= type.maxLength) return { ok: text }\n  if (type.maxLength > 0) return { ok: text.slice(0, type.maxLength) }',
    ],
  ]),
]
