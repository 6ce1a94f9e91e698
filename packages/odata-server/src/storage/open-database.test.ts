import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ann, openShop, stillTime, tables, values } from '../fixtures/shop.ts'
import { createClock } from '../clock/create-clock.ts'
import { openDatabase } from './open-database.ts'
import type { Database } from '../model/database.ts'
import type { WriteBytes } from './log-file.ts'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'koble-kit-'))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

function open(hooks: Parameters<typeof openDatabase>[1] = {}): Promise<Database> {
  return openDatabase({ tables, clock: createClock(), directory }, hooks)
}

function insert(database: Database, ...numbers: readonly string[]): void {
  database.transact(ann, '', (data) => {
    for (const number of numbers) data.insert('Customer', { number, name: number })
  })
}

function numbers(database: Database): string[] {
  return [...database.read().scan('Customer')].map((row) => String(row['number']))
}

describe('a database in a directory', () => {
  it('goes on after a restart where it stood: rows, versions, ids, deletions, facts', async () => {
    const first = await open()
    insert(first, 'A', 'B')
    const [a] = [...first.read().scan('Customer')]
    first.transact(ann, '', (data) => data.remove('Customer', a?.id ?? ''))
    first.setFact('greeting', 'hello')
    const before = { version: first.highestVersion, deletion: first.lastDeletion, uncommitted: first.lowestUncommitted }
    await first.close()
    const second = await open()
    expect(numbers(second)).toEqual(['B'])
    expect({
      version: second.highestVersion,
      deletion: second.lastDeletion,
      uncommitted: second.lowestUncommitted,
    }).toEqual(before)
    expect([...second.read().deleted({ sinceEntry: 0 })]).toMatchObject([
      { entry: 1, id: a?.id, table: 'Customer', kept: { number: 'A' } },
    ])
    expect(second.getFact('greeting')).toBe('hello')
    insert(second, 'C')
    const ids = [...second.read().scan('Customer')].map((row) => row.id)
    expect(new Set([...ids, a?.id])).toHaveProperty('size', 3)
    await second.close()
  })

  it('goes on after a snapshot just the same, and after a reset', async () => {
    const first = await open({ compactAfterBytes: 1 })
    insert(first, 'A', 'B')
    await first.flushed()
    insert(first, 'C')
    await first.flushed()
    first.reset({ seed: 'new' })
    insert(first, 'D')
    const { resetVersion, epoch } = first
    await first.close()
    const second = await open({ compactAfterBytes: 1 })
    expect(numbers(second)).toEqual(['D'])
    expect([second.resetVersion, second.epoch]).toEqual([resetVersion, epoch])
    await second.close()
  })

  it('cut at any byte of its last record has everything before it and nothing of it', async () => {
    const database = await open()
    insert(database, 'A')
    await database.flushed()
    const path = join(directory, 'log')
    const whole = readFileSync(path).length
    insert(database, 'B', 'C')
    await database.close()
    const bytes = readFileSync(path)
    for (let length = whole; length < bytes.length; length += 1) {
      writeFileSync(path, bytes)
      truncateSync(path, length)
      const cut = await open()
      expect(numbers(cut)).toEqual(['A'])
      if (length % 13 === 0) insert(cut, 'D')
      await cut.close()
      if (length % 13 !== 0) continue
      const again = await open()
      expect(numbers(again)).toEqual(['A', 'D'])
      await again.close()
    }
  }, 30_000)

  it('drops a large commit of many lines whose last line is missing', async () => {
    const database = await open()
    insert(database, 'A')
    insert(database, ...Array.from({ length: 1200 }, (_, at) => `N${at}`))
    await database.close()
    const path = join(directory, 'log')
    const text = readFileSync(path, 'utf8').trimEnd()
    writeFileSync(path, text.slice(0, text.lastIndexOf('\n') + 1))
    const cut = await open()
    expect(numbers(cut)).toEqual(['A'])
    insert(cut, 'B')
    await cut.close()
    const again = await open()
    expect(numbers(again)).toEqual(['A', 'B'])
    await again.close()
  })

  it('in which nothing is good refuses to open instead of beginning anew', async () => {
    const database = await open()
    insert(database, 'A')
    await database.close()
    writeFileSync(join(directory, 'log'), 'garbage\nmore garbage\n')
    await expect(open()).rejects.toThrow(/damaged/)
  })

  it('damaged before its end refuses to open in one sentence, and gives the lock back', async () => {
    const database = await open()
    insert(database, 'A')
    await database.flushed()
    insert(database, 'B')
    await database.close()
    const path = join(directory, 'log')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"A"', '"Z"'))
    await expect(open()).rejects.toThrow(/cannot be opened: The log .* is damaged before its end/)
    await expect(open()).rejects.toThrow('damaged')
  })

  it('drops rubbish at the end', async () => {
    const database = await open()
    insert(database, 'A')
    await database.close()
    appendFileSync(join(directory, 'log'), 'rubbish\nmore rubbish')
    const again = await open()
    expect(numbers(again)).toEqual(['A'])
    await again.close()
  })

  it('is held by one process, and taken over from one that is gone', async () => {
    const database = await open()
    await expect(open()).rejects.toThrow(/is in use by process \d+\. Stop it/)
    await database.close()
    writeFileSync(join(directory, 'lock'), '999999999')
    const again = await open()
    await again.close()
    writeFileSync(join(directory, 'lock'), '1')
    await expect(open()).rejects.toThrow('in use by process 1.')
    // The id lives, but another process has it now.
    writeFileSync(join(directory, 'lock'), '1 12345678901')
    const taken = await open()
    await taken.close()
  })
})

/** A disk that fails while `full` is set. */
function disk(): { full: boolean; readonly write: WriteBytes; written: number } {
  const self = {
    full: false,
    written: 0,
    write: ((file, bytes, position, done) => {
      setImmediate(() => {
        if (self.full) return done(new Error('ENOSPC: no space left on device'))
        self.written += 1
        realWrite(file, bytes, position, done)
      })
    }) satisfies WriteBytes,
  }
  return self
}

const realWrite: WriteBytes = (file, bytes, position, done) => {
  writeSync(file, bytes, 0, bytes.length, position)
  done(null)
}

describe('a disk that fails', () => {
  it('is answered with an error and nothing is changed, then goes on', async () => {
    const broken = disk()
    const shop = await openShop({ directory, hooks: { write: broken.write } })
    await shop.send('POST', 'customers', { number: 'A', name: 'a' })
    broken.full = true
    const [one, two] = await Promise.all([
      shop.send('POST', 'customers', { number: 'B', name: 'b' }),
      shop.send('PATCH', "customers(number='A')", { city: 'Oslo' }),
    ])
    expect([one.status, two.status]).toEqual([503, 503])
    expect(one.body).toMatchObject({ error: { code: 'storageFailed', message: expect.stringContaining('ENOSPC') } })
    broken.full = false
    expect((await shop.get('customers')).body).toMatchObject({ value: [{ number: 'A', city: null }] })
    expect((await shop.send('POST', 'customers', { number: 'C', name: 'c' })).status).toBe(201)
    await shop.database.close()
    const again = await openShop({ directory })
    expect(values((await again.get('customers')).body, 'number')).toEqual(['A', 'C'])
    await again.database.close()
  })

  it('tells commit listeners nothing that was not written', async () => {
    const broken = disk()
    const database = await open({ write: broken.write })
    const seen: string[] = []
    database.onCommit((changes) =>
      seen.push(...changes.map((change) => `${change.kind} ${String(change.after?.['number'])}`)),
    )
    broken.full = true
    insert(database, 'A')
    await expect(database.flushed()).rejects.toThrow('ENOSPC')
    broken.full = false
    insert(database, 'B')
    await database.flushed()
    await Promise.resolve()
    expect(seen).toEqual(['insert B'])
    await database.close()
  })
})

describe('a late commit', () => {
  it('holds the lowest uncommitted version below its rows until they are visible', async () => {
    const clock = createClock({ source: stillTime() })
    const database = await openDatabase({ tables, clock })
    insert(database, 'A')
    const late = database.transactLate(ann, '', 5000, (data) => data.insert('Customer', { number: 'LATE' }))
    const mark = database.lowestUncommitted
    expect(mark).toBeGreaterThan(database.highestVersion)
    insert(database, 'B')
    expect(database.lowestUncommitted).toBe(mark)
    expect(database.read().lookup('Customer', ['number'], ['B'])?.rowVersion).toBeGreaterThan(mark)
    clock.advance(5000)
    const row = await late
    expect(row.rowVersion).toBeGreaterThanOrEqual(mark)
    expect(row).toMatchObject({ modifiedAt: '2026-08-21T10:00:00.000Z' })
    await Promise.resolve()
    expect(database.lowestUncommitted).toBeGreaterThan(database.highestVersion)
  })
})

describe('a transaction', () => {
  it('has ended when listeners hear of it, so that they may write', async () => {
    const database = await openDatabase({ tables, clock: createClock() })
    const stop = database.onCommit(() => {
      stop()
      insert(database, 'B')
    })
    insert(database, 'A')
    expect(numbers(database)).toEqual(['A', 'B'])
  })

  it('that writes a row several times tells listeners of one change, from what it was to what it became', async () => {
    const database = await openDatabase({ tables, clock: createClock() })
    insert(database, 'A')
    const heard: string[] = []
    database.onCommit((changes) =>
      heard.push(
        ...changes.map(({ kind, before, after }) => `${kind} ${String(before?.['city'])} ${String(after?.['city'])}`),
      ),
    )
    database.transact(ann, '', (data) => {
      const [row] = [...data.scan('Customer')]
      for (const city of ['Oslo', 'Bergen', 'Tromsø']) data.update('Customer', row?.id ?? '', { city })
      const brief = data.insert('Customer', { number: 'BRIEF' })
      data.remove('Customer', brief.id)
    })
    expect(heard).toEqual(['update undefined Tromsø'])
  })

  it('that deletes and creates a row anew leaves both, also after a restart', async () => {
    const database = await open()
    insert(database, 'A')
    const [row] = [...database.read().scan('Customer')]
    database.transact(ann, '', (data) => {
      data.remove('Customer', row?.id ?? '')
      data.insert('Customer', { id: row?.id ?? '', number: 'A2' })
    })
    await database.close()
    const again = await open()
    expect(numbers(again)).toEqual(['A2'])
    expect([...again.read().deleted({ sinceEntry: 0 })]).toHaveLength(1)
    await again.close()
  })

  it('is all or nothing, and versions grow', async () => {
    const database = await openDatabase({ tables, clock: createClock() })
    insert(database, 'A')
    expect(() =>
      database.transact(ann, '', (data) => {
        data.insert('Customer', { number: 'B' })
        for (const row of data.find('Customer', { number: 'A' })) data.remove('Customer', row.id)
        data.insert('Customer', { number: 'B' })
      }),
    ).toThrow('duplicateKey')
    expect(numbers(database)).toEqual(['A'])
    expect([...database.read().deleted({ sinceEntry: 0 })]).toEqual([])
    const version = database.highestVersion
    insert(database, 'C')
    expect(database.highestVersion).toBeGreaterThan(version)
    expect(database.lowestUncommitted).toBeGreaterThan(database.highestVersion)
  })
})
