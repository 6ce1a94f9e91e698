/**
 * Rules of the engine, each broken on purpose: `node packages/testing/mutate.ts` applies one at a time to a copy of core's sources
 * and must see the model check fail. A rule whose mutant survives is a rule that nothing checks.
 */
export interface EngineMutation {
  readonly rule: string
  /** Below `packages/core/src/execute/`. */
  readonly file: string
  /** Occurs exactly once in the file. */
  readonly text: string
  readonly replacement: string
}

export const engineMutations: readonly EngineMutation[] = [
  {
    rule: 'bases move field by field with their own write, not record by record',
    file: 'settle-coupling.ts',
    text: 'applyEnd(mapping, row, one, now)',
    replacement:
      "applyEnd(mapping, row, ended.some((other) => other.state === 'done') ? { ...one, pairs: one.effect.carries } : one, now)",
  },
  {
    rule: 'a later reading is a base only when Koble wrote last',
    file: 'bases-after.ts',
    text: 'reading.writtenByKoble === true ? reading : null',
    replacement: 'reading',
  },
  {
    rule: 'a write that failed moves no base',
    file: 'send-effects.ts',
    text: 'const nothing = { effect, pairs: {}, shown: null }',
    replacement: 'const nothing = { effect, pairs: effect.carries, shown: null }',
  },
  {
    rule: 'a write whose outcome is unknown has not failed',
    file: 'send-effects.ts',
    text: "case 'unknown':\n      return { ...nothing, state: 'unsettled', error: outcome.error }",
    replacement: "case 'unknown':\n      return { ...nothing, state: 'failed', error: outcome.error }",
  },
  {
    rule: 'a write whose outcome is unknown is not done',
    file: 'send-effects.ts',
    text: "case 'unknown':\n      return { ...nothing, state: 'unsettled', error: outcome.error }",
    replacement:
      "case 'unknown':\n      return { effect, state: 'done', error: null, pairs: effect.carries, shown: null }",
  },
  {
    rule: 'an effect that was never sent is not done',
    file: 'settle-open-effects.ts',
    text: "effect, state: 'failed', error: notSent, pairs: {}",
    replacement: "effect, state: 'done', error: null, pairs: effect.carries",
  },
  {
    rule: 'open effects are settled before their record is planned again',
    file: 'open-couplings.ts',
    text: '!held.has(coupling.id)',
    replacement: "coupling.id !== '' || !held.has(coupling.id)",
  },
  {
    rule: 'what was read before the bases moved is read again',
    file: 'synchronize-page.ts',
    text: 'record === undefined || moved.has(coupling.id) ?',
    replacement: 'record === undefined ?',
  },
  {
    rule: 'a record is not planned again while its other write is open',
    file: 'run-rounds.ts',
    text: 'const open = await openCouplings(run, again, mode)',
    replacement: 'const open = { ready: again, coupled: [] as Coupling[] }',
  },
  {
    rule: 'an update that may still arrive is sent again as it was, not planned anew',
    file: 'judge-effect.ts',
    text: "reading.tag === effect.tag ? { verdict: 'sendAgain' } : judgeUpdate",
    replacement: "reading.tag === effect.tag ? { verdict: 'failed', pairs: {}, why: 'stale' } : judgeUpdate",
  },
  {
    rule: 'a create that may still arrive is sent again as it was, not planned anew',
    file: 'judge-effect.ts',
    text: "reading === 'gone' ? { verdict: 'sendAgain' } : done(",
    replacement: "reading === 'gone' ? { verdict: 'failed', pairs: {}, why: 'stale' } : done(",
  },
  {
    rule: 'a create whose record is there is done',
    file: 'judge-effect.ts',
    text: "reading === 'gone' ? { verdict: 'sendAgain' } : done(",
    replacement: "reading !== 'gone' ? { verdict: 'failed', pairs: {}, why: 'stale' } : done(",
  },
  {
    rule: 'what holds the sent value agrees, whoever wrote it',
    file: 'judge-effect.ts',
    text: 'if (equal(type, held, sent[effect.side])) return sent',
    replacement: 'if (equal(type, held, sent[effect.side])) return null',
  },
  {
    rule: 'a field of which nobody can tell is a conflict',
    file: 'judge-effect.ts',
    text: 'if (base === null || !equal',
    replacement: 'if (base !== null || !equal',
  },
  {
    rule: 'Koble as the last writer tells that the write arrived',
    file: 'judge-effect.ts',
    text: 'reading.writtenByKoble === true &&',
    replacement: 'reading.writtenByKoble === null &&',
  },
  {
    rule: 'a record that was stale is looked at again',
    file: 'settle-coupling.ts',
    text: "case 'replan':\n      return { attempts, retryAt: now }",
    replacement: "case 'replan':\n      return { attempts, retryAt: null }",
  },
  {
    rule: 'a failed write is tried again',
    file: 'settle-coupling.ts',
    text: 'problem: error, retryAt: now + next.afterMs',
    replacement: 'problem: error, retryAt: null',
  },
  {
    rule: 'a coupling whose effect was settled late is due at once',
    file: 'settle-open-effects.ts',
    text: 'coupling: { ...change.coupling, retryAt: now }',
    replacement: 'coupling: { ...change.coupling, retryAt: null }',
  },
  {
    rule: 'a taken id may be our own first attempt',
    file: 'settle-open-effects.ts',
    text: "end.state === 'failed' && wasMet(end)",
    replacement: "end.state === 'unsettled' && wasMet(end)",
  },
  {
    rule: 'a checkpoint moves after its changes are recorded',
    file: 'synchronize-changes.ts',
    text: '    // New records are matched before they are created',
    replacement:
      '    await store.moveCheckpoints(run.fence, [{ side, feed: mapping.name, to: page.next }], clock.now())\n    // New records are matched',
  },
  {
    rule: 'the intent of a create is recorded as one',
    file: 'prepare-record.ts',
    text: "state: isRecord(other) ? 'coupled' : 'creating'",
    replacement: "state: 'coupled'",
  },
  {
    rule: 'the id of a create is chosen once',
    file: 'prepare-record.ts',
    text: 'recordId: write.id ?? idOn(coupling, side)',
    replacement:
      "recordId: write.id ?? (write.operation === 'create' ? (run.context.newId() as RecordId) : idOn(coupling, side))",
  },
]
