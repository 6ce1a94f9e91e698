/** What a machine that stops at any moment leaves on the disk: everything acknowledged, nothing half, also while snapshots are written. */
import fc from 'fast-check'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClock } from '../clock/create-clock.ts'
import { ann, tables } from '../fixtures/shop.ts'
import { openDatabase } from './open-database.ts'
import type { Database } from '../model/database.ts'
import type { WriteBytes } from './log-file.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'koble-crash-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const open = (directory: string, compactAfterBytes = 1 << 30): Promise<Database> =>
  openDatabase({ tables, clock: createClock(), directory }, { compactAfterBytes })

/** All that a restart must bring back. */
function contents(database: Database): unknown {
  const data = database.read()
  return {
    customers: [...data.scan('Customer', { by: ['rowVersion'] })],
    currencies: [...data.scan('Currency')],
    deleted: [...data.deleted({ sinceEntry: 0 })],
    fact: database.getFact('greeting'),
    counters: [database.highestVersion, database.lastDeletion, database.epoch, database.resetVersion],
  }
}

/** What a start would find if the machine stopped now. Renames and cuts happen on this thread, so the copy is one moment. */
async function afterCrash(directory: string): Promise<unknown> {
  const copy = mkdtempSync(join(root, 'copy-'))
  cpSync(directory, copy, { recursive: true, filter: (path) => !path.endsWith('lock') })
  const database = await open(copy)
  const found = contents(database)
  await database.close()
  rmSync(copy, { recursive: true })
  return found
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

type Step = readonly [kind: 'insert' | 'change' | 'remove' | 'fact' | 'reset' | 'wait' | 'look', number: number]

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('insert', 'insert', 'insert', 'change', 'remove', 'fact', 'reset', 'wait', 'wait', 'wait', 'look'),
  fc.nat(7),
)

function carryOut(database: Database, [kind, at]: Step): void {
  if (kind === 'fact') database.setFact('greeting', `hello ${at}`)
  if (kind === 'reset') {
    database.reset({ seed: `seed ${at}`, keep: ['Currency'] })
    database.transact(ann, '', (data) => {
      for (let each = 0; each <= at; each += 1) data.insert('Customer', { number: `S${each}`, name: 'x'.repeat(300) })
    })
  }
  database.transact(ann, '', (data) => {
    const row = [...data.scan('Customer')][at]
    if (kind === 'insert') data.insert('Customer', { name: 'x'.repeat(300), number: `N${database.highestVersion}` })
    if (kind === 'insert' && at === 0) data.insert('Currency', { code: `C${database.highestVersion}` })
    if (row === undefined) return
    if (kind === 'change') data.update('Customer', row.id, { city: `City ${database.highestVersion}` })
    if (kind !== 'remove') return
    data.remove('Customer', row.id)
    // Perhaps created anew under its id, and perhaps deleted again.
    if (at % 3 === 2) return
    data.insert('Customer', { id: row.id, number: `A${database.highestVersion}` })
    if (at % 3 === 1) data.remove('Customer', row.id)
  })
}

describe('a crash image', () => {
  it('holds what was acknowledged, whatever was being written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 3000 }), async (steps, limit) => {
        const directory = mkdtempSync(join(root, 'data-'))
        const database = await open(directory, limit)
        try {
          for (const each of steps) {
            if (each[0] === 'wait') for (let turns = 0; turns < each[1]; turns += 1) await turn()
            else carryOut(database, each)
            if (each[0] !== 'look') continue
            await database.flushed()
            expect(await afterCrash(directory)).toEqual(contents(database))
          }
          await database.flushed()
          expect(await afterCrash(directory)).toEqual(contents(database))
        } finally {
          await database.close()
        }
        expect(await afterCrash(directory)).toEqual(contents(database))
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('of a reset that was not acknowledged yet is the state before', async () => {
    const directory = join(root, 'data')
    const database = await open(directory)
    carryOut(database, ['insert', 1])
    await database.flushed()
    const before = contents(database)
    carryOut(database, ['reset', 5])
    expect(await afterCrash(directory)).toEqual(before)
    await database.flushed()
    expect(await afterCrash(directory)).toEqual(contents(database))
    expect(contents(database)).not.toEqual(before)
    await database.close()
  })
})

it('a reset forgets facts but for those to keep', async () => {
  const database = await open(join(root, 'data'))
  database.setFact('greeting', 'hello')
  database.setFact('kept.greeting', 'hello')
  database.reset({ seed: 'new' })
  expect([database.getFact('greeting'), database.getFact('kept.greeting')]).toEqual([undefined, 'hello'])
  await database.close()
})

it('a snapshot waits for the log of what it holds, so that nothing unwritten survives in it', async () => {
  const directory = join(root, 'data')
  let held: ((error: Error | null) => void) | undefined
  let holds = false
  const write: WriteBytes = (file, bytes, position, done) => {
    if (holds) held = done
    else {
      writeSync(file, bytes, 0, bytes.length, position)
      done(null)
    }
  }
  const database = await openDatabase({ tables, clock: createClock(), directory }, { compactAfterBytes: 1, write })
  carryOut(database, ['insert', 1])
  await database.flushed()
  holds = true
  carryOut(database, ['insert', 2])
  for (let turns = 0; turns < 100; turns += 1) await turn()
  expect(existsSync(join(directory, 'snapshot'))).toBe(false)
  held?.(new Error('ENOSPC'))
  await database.close()
  const again = await open(directory)
  expect([...again.read().scan('Customer')]).toHaveLength(1)
  await again.close()
})

describe('a reset that the disk refuses', () => {
  it('is forgotten, and so is what stood on it', async () => {
    const directory = join(root, 'data')
    const database = await open(directory)
    carryOut(database, ['insert', 1])
    await database.flushed()
    const before = [...database.read().scan('Customer')]
    const heard: number[] = []
    database.onCommit((changes) => heard.push(changes.length))
    mkdirSync(join(directory, 'snapshot.new'))
    carryOut(database, ['reset', 5])
    carryOut(database, ['insert', 1])
    await expect(database.flushed()).rejects.toThrow(/snapshot\.new/)
    expect([...database.read().scan('Customer')]).toEqual(before)
    expect(heard).toEqual([])
    rmSync(join(directory, 'snapshot.new'), { recursive: true })
    carryOut(database, ['insert', 2])
    await database.flushed()
    expect(await afterCrash(directory)).toEqual(contents(database))
    await database.close()
  })
})

describe('a snapshot of several pieces', { timeout: 30_000 }, () => {
  const directory = (): string => join(root, 'data')

  /** Some five pieces of a megabyte. */
  function fillMany(database: Database): void {
    database.transact(ann, '', (data) => {
      for (let at = 0; at < 3000; at += 1) data.insert('Customer', { number: `N${at}`, name: `${at}`.repeat(400) })
    })
  }

  async function turnsUntil(name: 'snapshot' | 'snapshot.new'): Promise<number> {
    let turns = 0
    for (; !existsSync(join(directory(), name)); turns += 1) await turn()
    return turns
  }

  it('gives way to requests between them', async () => {
    const database = await open(directory(), 1)
    fillMany(database)
    await database.flushed()
    // In one go there would be no turn but the last.
    expect(await turnsUntil('snapshot')).toBeGreaterThan(4)
    await database.close()
  })

  it('is given up for a reset, whose own snapshot comes next', async () => {
    const database = await open(directory(), 1)
    fillMany(database)
    await database.flushed()
    await turnsUntil('snapshot.new')
    for (let turns = 0; turns < 3; turns += 1) await turn()
    carryOut(database, ['reset', 5])
    await turnsUntil('snapshot')
    expect(await afterCrash(directory())).toEqual(contents(database))
    await database.close()
  })

  it('of a reset is followed by what was written meanwhile', async () => {
    const write: WriteBytes = (file, bytes, position, done) => {
      const writeAfter = (turns: number): void => {
        if (turns > 0) return void setImmediate(() => writeAfter(turns - 1))
        writeSync(file, bytes, 0, bytes.length, position)
        done(null)
      }
      writeAfter(50)
    }
    const database = await openDatabase({ tables, clock: createClock(), directory: directory() }, { write })
    database.reset({ seed: 'first' })
    fillMany(database)
    await turnsUntil('snapshot.new')
    for (let turns = 0; turns < 3; turns += 1) await turn()
    carryOut(database, ['change', 0])
    carryOut(database, ['insert', 1])
    await database.flushed()
    expect(await afterCrash(directory())).toEqual(contents(database))
    await database.close()
  })

  it('of a reset is given up for the next reset', async () => {
    const database = await open(directory())
    database.reset({ seed: 'first' })
    fillMany(database)
    await turnsUntil('snapshot.new')
    for (let turns = 0; turns < 3; turns += 1) await turn()
    carryOut(database, ['reset', 5])
    await database.flushed()
    expect(await afterCrash(directory())).toEqual(contents(database))
    await database.close()
  })
})
