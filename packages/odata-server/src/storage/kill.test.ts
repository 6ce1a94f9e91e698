import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createClock } from '../clock/create-clock.ts'
import { tables } from '../fixtures/shop.ts'
import { openDatabase } from './open-database.ts'

const script = fileURLToPath(new URL('../fixtures/write-until-killed.ts', import.meta.url))

/** Numbers that a process acknowledged before it was killed, at least `least`. */
function writeAndKill(directory: string, prefix: string, least: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, directory, prefix], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (piece: Buffer) => {
      text += piece.toString()
      if (text.split('\n').length > least) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', () => resolve(text.split('\n').slice(0, -1)))
  })
}

describe('a killed process', () => {
  it('loses nothing that it acknowledged, snapshots included', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'koble-kill-'))
    try {
      const acknowledged: string[] = []
      for (const [round, least] of [5, 60, 150].entries())
        acknowledged.push(...(await writeAndKill(directory, `R${round}-`, least)))
      const database = await openDatabase({ tables, clock: createClock(), directory })
      const stored = new Set([...database.read().scan('Customer')].map((row) => row['number']))
      expect(acknowledged.length).toBeGreaterThan(200)
      expect(acknowledged.filter((number) => !stored.has(number))).toEqual([])
      // At most the one that was being written in each round is there without having been acknowledged.
      expect(stored.size - acknowledged.length).toBeLessThanOrEqual(3)
      const versions = [...database.read().scan('Customer', { by: ['rowVersion'] })].map((row) => row.rowVersion)
      expect(new Set(versions).size).toBe(versions.length)
      await database.close()
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  }, 30_000)
})
