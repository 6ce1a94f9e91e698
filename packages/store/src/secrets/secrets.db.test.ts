import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KobleError } from '@koble/core'
import { sql } from 'kysely'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestEmbedded, type TestStore, testKey } from '../testing/open-test-store.ts'
import { seal, unseal } from './seal.ts'
import { openSecrets } from './secrets.ts'
import { keyOf, secretKeys } from './secret-key.ts'

const otherKey = keyOf(Buffer.alloc(32, 8))
const codeOf = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'went through',
    (error: KobleError) => error.detail.code,
  )

describe('sealing', () => {
  it('opens to what was sealed, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const [first, second] = [seal(testKey, 'a/b', plain), seal(testKey, 'a/b', plain)]
        expect(unseal(testKey, 'a/b', first)).toBe(plain)
        expect(first).not.toBe(second)
      }),
      { numRuns: 50 },
    )
  })

  it('does not open with another key, for another row, or when any character was changed', () => {
    const sealed = seal(testKey, 'a/b', 'hunter2')
    expect(() => unseal(otherKey, 'a/b', sealed)).toThrow('does not open')
    expect(() => unseal(testKey, 'a/c', sealed)).toThrow('does not open')
    const body = sealed.indexOf('.', 3) + 1
    for (let at = body; at < sealed.length - 1; at++) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      expect(() => unseal(testKey, 'a/b', changed)).toThrow('Enter it again')
    }
    expect(() => unseal(testKey, 'a/b', '')).toThrow('does not open')
  })
})

describe('keys', () => {
  it('come from hex and base64, several of them, newest first', () => {
    const hex = '07'.repeat(32)
    const base64 = Buffer.alloc(32, 8).toString('base64')
    expect(secretKeys({ secretKey: `${hex}, ${base64}` })).toEqual([testKey, otherKey])
  })

  it.each(['short', 'g'.repeat(64), '07'.repeat(31), `${'07'.repeat(32)},`])(
    'refuse %j with what to do',
    (secretKey) => {
      expect(() => secretKeys({ secretKey })).toThrow('openssl rand -hex 32')
    },
  )

  it('come from a file that is made once, for its owner only', () => {
    const dir = mkdtempSync(join(tmpdir(), 'koble-key-'))
    try {
      const made = secretKeys({ dir })
      expect(statSync(join(dir, 'secret.key')).mode & 0o777).toBe(0o600)
      expect(secretKeys({ dir })).toEqual(made)
      writeFileSync(join(dir, 'secret.key'), 'damaged')
      expect(() => secretKeys({ dir })).toThrow('secret.key is no key')
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })

  it('that are missing say what to set', () => {
    expect(() => secretKeys({})).toThrow('Set KOBLE_SECRET_KEY')
  })
})

describe('stored secrets', () => {
  let test: TestStore
  beforeAll(async () => {
    test = await openTestEmbedded()
  }, 60_000)
  afterAll(() => test.close())

  it('are not in the database as they are, and are listed without their values', async () => {
    const { secrets } = test.store
    await secrets.put('server', 'smtp', 'hunter2', 1)
    expect(await secrets.read('server', 'smtp')).toBe('hunter2')
    expect(await secrets.read('server', 'none')).toBeNull()
    const { rows } = await sql`select * from secret`.execute(test.database.db)
    expect(JSON.stringify(rows)).not.toContain('hunter2')
    expect(await secrets.list('server')).toEqual([{ name: 'smtp', updatedAt: 1 }])
    expect(await secrets.remove('server', 'smtp')).toBe(true)
    expect(await secrets.remove('server', 'smtp')).toBe(false)
  })

  it('that are put as new stay as the first one put them', async () => {
    const { secrets } = test.store
    await Promise.all(['first', 'second'].map((plain) => secrets.putNew('server', 'new', plain, 1)))
    const kept = await secrets.read('server', 'new')
    await secrets.putNew('server', 'new', 'third', 2)
    expect(await secrets.read('server', 'new')).toBe(kept)
    await secrets.remove('server', 'new')
  })

  it('that another key sealed name it, and open while it is at hand, until they are sealed anew', async () => {
    const { db } = test.database
    const before = openSecrets(db, [testKey])
    await before.put('server', 'rotated', 'hunter2', 1)
    expect(await codeOf(openSecrets(db, [otherKey]).read('server', 'rotated'))).toBe('secret-key-wrong')
    const both = openSecrets(db, [otherKey, testKey])
    expect(await both.read('server', 'rotated')).toBe('hunter2')
    expect(await both.reseal(2)).toBe(1)
    expect(await both.reseal(3)).toBe(0)
    expect(await openSecrets(db, [otherKey]).read('server', 'rotated')).toBe('hunter2')
    expect(await codeOf(before.read('server', 'rotated'))).toBe('secret-key-wrong')
  })

  it('that were moved to another row do not open', async () => {
    const { secrets } = test.store
    await secrets.put('system:1', 'credentials', 'hunter2', 1)
    await sql`update secret set scope = 'system:2' where scope = 'system:1'`.execute(test.database.db)
    expect(await codeOf(secrets.read('system:2', 'credentials'))).toBe('secret-damaged')
  })
})
