/**
 * The append-only log: lines of `crc32 json`. A commit may take several lines; the last one ends it. What is appended together is written and
 * synced together (group commit). A torn end is dropped at the next start; a damaged line before a good one is an error.
 */
import { closeSync, fdatasync, fsyncSync, ftruncateSync, openSync, readSync, write } from 'node:fs'
import { readLines } from './read-lines.ts'
import { replaceFile } from './replace-file.ts'

export interface LogFile {
  /** Takes lines; they are on disk when `flushed()` resolves. */
  append(lines: readonly string[]): void
  flushed(): Promise<void>
  readonly length: number
  readonly idle: boolean
  /** Drops the bytes before `from`, which must end a line, while the log is idle. */
  cut(from: number): void
  close(): void
}

/** Bytes written to a file at an offset and synced; tests replace it to fill the disk. */
export type WriteBytes = (file: number, bytes: Buffer, position: number, done: (error: Error | null) => void) => void

export interface LogOptions {
  readonly path: string
  /** Called with the error when what was appended could not be written; the state must forget it. */
  readonly onFailure: (error: Error) => void
  readonly write?: WriteBytes
}

export function openLog(options: LogOptions, onLine: (json: string) => void): LogFile {
  const file = openSync(options.path, 'a+')
  let length = readLines(file, options.path, onLine)
  ftruncateSync(file, length)
  fsyncSync(file)
  closeSync(file)
  let target = openSync(options.path, 'r+')
  const writeBytes = options.write ?? writeAndSync
  let waiting: Group | undefined
  let running: Group | undefined
  let broken: Error | undefined

  function run(): void {
    if (running !== undefined || waiting === undefined) return
    const group = waiting
    running = group
    waiting = undefined
    const bytes = Buffer.from(group.lines.join(''))
    writeBytes(target, bytes, length, (error) => {
      running = undefined
      if (error === null) {
        length += bytes.length
        group.resolve()
        run()
        return
      }
      // What came meanwhile stands on what failed, so it goes with it.
      const later = waiting
      waiting = undefined
      broken = putBack(target, length, error)
      options.onFailure(error)
      group.reject(error)
      later?.reject(error)
    })
  }

  return {
    append(lines) {
      if (broken !== undefined) throw broken
      waiting ??= openGroup()
      waiting.lines.push(...lines)
      run()
    },
    flushed: () => waiting?.done ?? running?.done ?? Promise.resolve(),
    get length() {
      return length
    },
    get idle() {
      return running === undefined && waiting === undefined
    },
    cut(from) {
      const kept = bytesFrom(target, from, length - from)
      replaceFile(options.path, kept)
      closeSync(target)
      target = openSync(options.path, 'r+')
      length = kept.length
      // The new file ends where it should.
      broken = undefined
    },
    close: () => closeSync(target),
  }
}

function bytesFrom(file: number, position: number, count: number): Buffer {
  const bytes = Buffer.alloc(count)
  for (let at = 0; at < count;) {
    const read = readSync(file, bytes, at, count - at, position + at)
    if (read === 0) throw new Error('The log is shorter than what was written to it.')
    at += read
  }
  return bytes
}

interface Group {
  readonly lines: string[]
  readonly done: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

function openGroup(): Group {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  // Nobody may be waiting yet; the failure is told to those who ask.
  promise.catch(() => undefined)
  return { lines: [], done: promise, resolve: () => resolve(), reject }
}

/** Cuts a half-written tail off; if even that fails the log takes nothing more. */
function putBack(file: number, length: number, cause: Error): Error | undefined {
  try {
    ftruncateSync(file, length)
    return undefined
  } catch {
    return new Error(`The log cannot be written any more: ${cause.message}. Free the disk and restart.`)
  }
}

function writeAndSync(file: number, bytes: Buffer, position: number, done: (error: Error | null) => void): void {
  write(file, bytes, 0, bytes.length, position, (error, written) => {
    if (error !== null) return done(error)
    if (written < bytes.length) return writeAndSync(file, bytes.subarray(written), position + written, done)
    fdatasync(file, done)
  })
}
