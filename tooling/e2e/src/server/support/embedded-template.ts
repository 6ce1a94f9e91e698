/**
 * A data folder with the embedded database migrated and its queue made: built once a version of both, copied for each test, because
 * making one takes seconds and a copy a fraction of one.
 */
import { openStore } from '@koble/store'
import { createHash, randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const store = new URL('../../../../../packages/store/', import.meta.url).pathname

export async function embeddedDataDir(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'koble-server-'))
  cpSync(await template(), dir, { recursive: true })
  return dir
}

async function template(): Promise<string> {
  const home = join(tmpdir(), `koble-server-template-${process.getuid?.() ?? 0}`)
  const made = join(home, versionHash())
  if (existsSync(made)) return made
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const draft = join(home, randomUUID())
  const opened = await openStore({ dir: draft })
  await (await opened.openQueue()).close()
  await opened.close()
  try {
    renameSync(draft, made)
  } catch (error) {
    // Somebody else was first: theirs is as good.
    if (!existsSync(made)) throw error
    rmSync(draft, { recursive: true, force: true })
  }
  return made
}

function versionHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(store, 'package.json')))
  for (const folder of ['src/migrations', 'src/queue', 'src/open'])
    for (const name of readdirSync(join(store, folder)).toSorted())
      hash.update(name).update(readFileSync(join(store, folder, name)))
  return hash.digest('hex').slice(0, 16)
}
