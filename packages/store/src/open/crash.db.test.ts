/** A process killed in the middle of its writing loses nothing that it had acknowledged, and holds up no successor. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore } from '../open-store.ts'

const dir = mkdtempSync(join(tmpdir(), 'koble-crash-'))
const secretKey = '07'.repeat(32)
beforeAll(async () => (await openStore({ dir, secretKey })).close(), 60_000)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Writes numbers one after the other and says each once it is stored. */
const writer = `
  import { openStore } from ${JSON.stringify(join(import.meta.dirname, '..', 'open-store.ts'))}
  const store = await openStore({ dir: ${JSON.stringify(dir)}, secretKey: ${JSON.stringify(secretKey)} })
  const from = Number((await store.settings.read('test', 'last')) ?? 0)
  for (let number = from + 1; ; number++) {
    await store.nudges.add([{ system: 'test', entity: String(number), receivedAt: number }])
    await store.settings.put('test', 'last', number, number)
    console.log(number)
  }
`

async function writeUntilKilled(acknowledgements: number): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', writer], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let last = 0
  let seen = 0
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    seen += 1
    if (seen === acknowledgements) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return last
}

it('kills in mid-write lose nothing acknowledged', { timeout: 60_000 }, async () => {
  let last = 0
  for (const acknowledgements of [7, 30, 61]) last = await writeUntilKilled(acknowledgements)
  const store = await openStore({ dir, secretKey })
  try {
    expect(await store.settings.read('test', 'last')).toBeGreaterThanOrEqual(last)
    const written = await store.nudges.take(100_000)
    const numbers = new Set(written.map(({ entity }) => Number(entity)))
    expect(Array.from({ length: last }, (_, index) => index + 1).filter((number) => !numbers.has(number))).toEqual([])
  } finally {
    await store.close()
  }
})
