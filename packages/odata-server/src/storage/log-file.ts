/**
 * The append-only log: lines of `crc32 json`. A commit may take several lines; the last one ends it. What is appended together is written and
 * synced together (group commit). A torn end is dropped at the next start; a damaged line before a good one is an error.
 */
import { closeSync, fdatasync, fsyncSync, ftruncateSync, openSync, readSync, write } from 'node:fs'
import { crc32 } from 'node:zlib'

export interface LogFile {
  /** Takes lines; they are on disk when `flushed()` resolves. */
  append(lines: readonly string[]): void
  flushed(): Promise<void>
  readonly length: number
  readonly idle: boolean
  close(): void
}

/** Bytes written to a file at an offset and synced; tests replace it to fill the disk. */
export type WriteBytes = (file: number, bytes: Buffer, position: number, done: (error: Error | null) => void) => void

export function lineOf(json: string): string {
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
}

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
  const target = openSync(options.path, 'r+')
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
    close: () => closeSync(target),
  }
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

const pieceBytes = 1 << 20

/** Gives each good line to `onLine` and answers the length of the good part. */
function readLines(file: number, path: string, onLine: (json: string) => void): number {
  const piece = Buffer.alloc(pieceBytes)
  let rest: Buffer = Buffer.alloc(0)
  let good = 0
  let position = 0
  let torn = false
  for (;;) {
    const read = readSync(file, piece, 0, pieceBytes, position)
    if (read === 0) {
      // A torn end follows something good; a log in which nothing is good is no log of ours.
      if (torn && good === 0) throw damaged(path, good)
      return good
    }
    position += read
    rest = Buffer.concat([rest, piece.subarray(0, read)])
    let start = 0
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, start)) {
      const json = jsonOf(rest.toString('utf8', start, end))
      if (json === undefined) torn = true
      else if (torn) throw damaged(path, good)
      else {
        onLine(json)
        good += end + 1 - start
      }
      start = end + 1
    }
    rest = rest.subarray(start)
  }
}

const damaged = (path: string, good: number): Error =>
  new Error(
    `The log ${path} is damaged before its end (at byte ${good}). Restore the data directory from a copy, or start anew with --fresh.`,
  )

function jsonOf(line: string): string | undefined {
  const json = line.slice(9)
  return line.length > 9 && line.slice(0, 8) === crc32(json).toString(16).padStart(8, '0') ? json : undefined
}
