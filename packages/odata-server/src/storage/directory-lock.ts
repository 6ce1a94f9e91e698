/** One process a data directory: a lock file with the owner's process id, taken over when that process is gone. */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export interface DirectoryLock {
  release(): void
}

const held = new Set<string>()

export function lockDirectory(directory: string): DirectoryLock {
  const path = join(directory, 'lock')
  if (held.has(path)) throw new Error(inUse(directory, process.pid))
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const owner = take(path)
    if (owner === undefined) {
      held.add(path)
      return { release: () => release(path) }
    }
    // A lock of this process that `held` does not know was left by an earlier process with the same id.
    if (owner !== process.pid && isRunning(owner)) throw new Error(inUse(directory, owner))
    rmSync(path, { force: true })
  }
  throw new Error(`The data directory ${directory} cannot be locked: another process takes its lock file.`)
}

function release(path: string): void {
  held.delete(path)
  rmSync(path, { force: true })
}

function inUse(directory: string, owner: number): string {
  return `The data directory ${directory} is in use by process ${owner}. Stop it, or choose another directory.`
}

/** Undefined when the lock is ours now, else its owner (0: unreadable). */
function take(path: string): number | undefined {
  try {
    const file = openSync(path, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return undefined
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return Number(readFileSync(path, 'utf8')) || 0
  }
}

function isRunning(pid: number): boolean {
  if (pid === 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
