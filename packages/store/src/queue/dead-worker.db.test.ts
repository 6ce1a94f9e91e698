/** An item whose worker was killed comes again: at once on the embedded database, after its heartbeat on PostgreSQL. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionId, WorkItem } from '@koble/core'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openEmbedded } from '../open/open-embedded.ts'
import { openStore, type StoreOptions } from '../open-store.ts'
import { databaseUrl, dropSchemas } from '../testing/open-test-store.ts'
import { openBossQueue } from './boss-queue.ts'

const secretKey = '07'.repeat(32)

const hangingWorker = (options: StoreOptions) => `
  import { openStore } from ${JSON.stringify(join(import.meta.dirname, '..', 'open-store.ts'))}
  const store = await openStore(${JSON.stringify(options)})
  const queue = await store.openQueue()
  await queue.work(async (item) => {
    console.log(item.connection)
    await new Promise(() => setInterval(() => undefined, 1000))
  })
`

async function takeAndDie(options: StoreOptions): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', hangingWorker(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  return String(said).trim()
}

async function comesAgain(options: StoreOptions, look = async (): Promise<void> => undefined): Promise<void> {
  const item: WorkItem = { connection: randomUUID() as ConnectionId, job: null, priority: 'normal' }
  const first = await openStore(options)
  const firstQueue = await first.openQueue()
  await firstQueue.enqueue(item)
  await firstQueue.close()
  await first.close()
  expect(await takeAndDie(options)).toBe(item.connection)
  await look()
  const second = await openStore(options)
  const queue = await second.openQueue()
  const again = await new Promise<WorkItem>((resolve) => {
    void queue.work(async (taken) => resolve(taken))
  })
  expect(again).toEqual(item)
  await queue.close()
  await second.close()
}

describe('an item whose worker was killed', { timeout: 90_000 }, () => {
  it('comes again at the next start on the embedded database', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'koble-dead-'))
    try {
      await comesAgain({ dir, secretKey }, async () => {
        const database = await openEmbedded({ dir })
        await (await openBossQueue(database)).close()
        const { rows } = await sql<{ state: string }>`select state from koble_queue.job`.execute(database.db)
        await database.close()
        expect(rows).toEqual([{ state: 'created' }])
      })
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })

  const url = databaseUrl()
  it.runIf(url !== undefined)('comes again on PostgreSQL when its heartbeat stays out', async () => {
    const schema = `test_${randomUUID().replaceAll('-', '')}`
    try {
      await comesAgain({ url, schema, secretKey })
    } finally {
      await dropSchemas(url ?? '', [schema, `${schema}_queue`])
    }
  })
})
