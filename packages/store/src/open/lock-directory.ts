/**
 * One process at a time in an embedded database's directory: it has no lock of its own, and two processes would lose each
 * other's writes silently. The lock is a file made by `link`, which is atomic and refuses an existing name. It names its
 * process by id and start time, so that a killed process's lock, or one whose id was given out again, holds up no one.
 */
import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { storeError } from '../errors.ts'

interface Holder {
  readonly pid: number
  /** Clock ticks since boot at which it started, and the boot; null where the system does not say. */
  readonly started: string | null
}

/** Takes the lock; the answer gives it back. */
export function lockDirectory(file: string): () => void {
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) }
  const text = JSON.stringify(mine)
  for (let attempt = 0; attempt < 5; attempt++) {
    if (tryLink(file, text)) return () => release(file, text)
    const found = readText(file)
    if (found === null) continue
    const holder = parseHolder(found)
    if (holder !== null && isAlive(holder)) throw held(file, holder.pid)
    setAside(file, found)
  }
  throw held(file, null)
}

function tryLink(file: string, text: string): boolean {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Moves a dead process's lock away; one that another process took in between is put back. */
function setAside(file: string, stale: string): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  try {
    if (readText(aside) !== stale) linkSync(aside, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function release(file: string, text: string): void {
  if (readText(file) === text) rmSync(file, { force: true })
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return null
    const started = 'started' in value && typeof value.started === 'string' ? value.started : null
    return { pid: value.pid, started }
  } catch {
    return null
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  const started = startOf(holder.pid)
  return started === null || holder.started === null || started === holder.started
}

/** The 22nd field of /proc/<pid>/stat, counted after the command's name, which may hold blanks and parentheses. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks ?? ''}`
  } catch {
    return null
  }
}

const held = (file: string, pid: number | null) =>
  storeError(
    'misconfigured',
    'database-in-use',
    `The embedded database is in use by ${pid === null ? 'another process' : `process ${pid}`} (${file}). Stop that process first, or give this one another KOBLE_DATA_DIR.`,
  )

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
