/**
 * One process a data directory: a lock file with its owner, taken over when that process is gone. The owner is a process id and the moment the
 * process began, because a killed process's id may belong to another one by the time of the restart.
 */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export interface DirectoryLock {
  release(): void
}

interface Owner {
  readonly pid: number
  /** Start of the process as the system counts it; empty where the system does not tell. */
  readonly began: string
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
    if (owner.pid !== process.pid && isRunning(owner)) throw new Error(inUse(directory, owner.pid))
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

/** Undefined when the lock is ours now, else its owner. */
function take(path: string): Owner | undefined {
  try {
    const file = openSync(path, 'wx')
    writeSync(file, `${process.pid} ${beginOf(process.pid)}`)
    closeSync(file)
    return undefined
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const [pid = '', began = ''] = readFileSync(path, 'utf8').split(' ')
    return { pid: Number(pid) || 0, began }
  }
}

/** The start time of a process, field 22 of its line in /proc; "" elsewhere. */
function beginOf(pid: number): string {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may contain blanks: count from behind it.
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isRunning(owner: Owner): boolean {
  if (owner.pid === 0) return false
  const began = beginOf(owner.pid)
  if (owner.began !== '' && began !== '' && began !== owner.began) return false
  try {
    process.kill(owner.pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
