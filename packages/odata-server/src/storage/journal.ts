/** The database on disk: a snapshot and the log since it. What a commit says is in the log before it is answered; a reset is a new snapshot. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { lockDirectory } from './directory-lock.ts'
import { linesOf } from './entry.ts'
import { openLog } from './log-file.ts'
import { logReplayer } from './replay.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'
import type { Commit } from './entry.ts'
import type { LogFile, WriteBytes } from './log-file.ts'
import type { State } from './state.ts'

export interface Journal {
  append(commit: () => Commit): void
  /** The state was reset: what is appended until the next turn goes into a new snapshot instead of the log. */
  rewrite(): void
  /** Resolves when all that was appended so far is on disk. */
  flushed(): Promise<void>
  /** Begins to fold the log into a snapshot if it is long and nothing is being written. Requests go on meanwhile. */
  compact(): void
  close(): Promise<void>
}

export interface JournalOptions {
  readonly directory: string
  readonly state: State
  readonly onFailure: (error: Error) => void
  readonly write?: WriteBytes
  /** Bytes of log after which a snapshot is taken. Default 64 MB. */
  readonly compactAfterBytes?: number
}

export function openJournal(options: JournalOptions): Journal {
  const { directory } = options
  mkdirSync(directory, { recursive: true })
  const lock = lockDirectory(directory)
  try {
    return new DirectoryJournal(options, () => lock.release())
  } catch (error) {
    lock.release()
    throw new Error(
      `The data directory ${directory} cannot be opened: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
}

/** A reset on its way to the disk. */
interface Rewrite {
  readonly done: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
  /** Its snapshot is being written: what is appended now follows in the log. */
  begun: boolean
  held: string[]
  failure?: Error
}

class DirectoryJournal implements Journal {
  readonly #options: JournalOptions
  readonly #release: () => void
  readonly #snapshotPath: string
  readonly #log: LogFile
  readonly #limit: number
  #number: number
  #threshold: number
  #rewrite: Rewrite | undefined
  #folding: { readonly done: Promise<void>; aborted: boolean } | undefined

  constructor(options: JournalOptions, release: () => void) {
    const { directory, state } = options
    this.#options = options
    this.#release = release
    this.#snapshotPath = join(directory, 'snapshot')
    const replayer = logReplayer(state, readSnapshot(this.#snapshotPath, state))
    this.#log = openLog(
      {
        path: join(directory, 'log'),
        onFailure: (error) => this.#failed(error),
        ...(options.write && { write: options.write }),
      },
      (json) => replayer.line(json),
    )
    this.#number = replayer.last()
    this.#limit = options.compactAfterBytes ?? 64 << 20
    this.#threshold = this.#limit
  }

  append(commit: () => Commit): void {
    this.#number += 1
    // Until its snapshot begins, a reset needs no lines: the snapshot will hold the state.
    if (this.#rewrite !== undefined && !this.#rewrite.begun) return
    const lines = linesOf(this.#number, commit(), this.#options.state)
    if (this.#rewrite === undefined) this.#log.append(lines)
    else this.#rewrite.held.push(...lines)
  }

  flushed(): Promise<void> {
    const rewrite = this.#rewrite
    if (rewrite === undefined) return this.#log.flushed()
    return rewrite.begun ? rewrite.done.then(() => this.#log.flushed()) : rewrite.done
  }

  rewrite(): void {
    if (this.#folding !== undefined) this.#folding.aborted = true
    if (this.#rewrite === undefined) {
      const { promise: done, resolve, reject } = Promise.withResolvers<void>()
      // Nobody may be waiting yet; the failure is told to those who ask.
      done.catch(() => undefined)
      this.#rewrite = { done, resolve: () => resolve(), reject, begun: false, held: [] }
      void this.#carryOut(this.#rewrite)
    } else Object.assign(this.#rewrite, { begun: false, held: [] })
  }

  async #carryOut(rewrite: Rewrite): Promise<void> {
    try {
      // Another reset that comes meanwhile begins again.
      do await this.#snapshotOf(rewrite)
      while (!rewrite.begun)
      this.#cut(this.#log.length)
      this.#rewrite = undefined
      if (rewrite.held.length > 0) this.#log.append(rewrite.held)
      rewrite.resolve()
    } catch (error) {
      this.#rewrite = undefined
      if (rewrite.failure === undefined) this.#options.onFailure(asError(error))
      rewrite.reject(error)
    }
  }

  async #snapshotOf(rewrite: Rewrite): Promise<void> {
    // The reset's own filling ends with this turn.
    await nextTurn()
    await this.#folding?.done
    await this.#log.flushed()
    if (rewrite.failure !== undefined) throw rewrite.failure
    Object.assign(rewrite, { begun: true, held: [] })
    await writeSnapshot({
      path: this.#snapshotPath,
      state: this.#options.state,
      number: this.#number,
      isAborted: () => !rewrite.begun,
      settled: () => Promise.resolve(),
    })
  }

  compact(): void {
    if (this.#folding !== undefined || this.#rewrite !== undefined) return
    if (!this.#log.idle || this.#log.length < this.#threshold) return
    const folding = { aborted: false, done: Promise.resolve() }
    folding.done = this.#fold(() => folding.aborted).finally(() => {
      this.#folding = undefined
    })
    this.#folding = folding
  }

  async #fold(isAborted: () => boolean): Promise<void> {
    const from = this.#log.length
    try {
      const written = await writeSnapshot({
        path: this.#snapshotPath,
        state: this.#options.state,
        number: this.#number,
        isAborted,
        settled: () => this.#log.flushed(),
      })
      if (!written) return
      while (!this.#log.idle) await this.#log.flushed()
      if (!isAborted()) this.#cut(from)
    } catch (error) {
      // A log that fails while it is folded says so to those who wait for it.
      if (!isAborted()) this.#postpone(error)
    }
  }

  /** What a snapshot holds leaves the log. Left there it would do no harm. */
  #cut(from: number): void {
    try {
      this.#log.cut(from)
      this.#threshold = this.#limit
    } catch (error) {
      this.#postpone(error)
    }
  }

  /** The log still has everything; the next try waits until it has grown as much again. */
  #postpone(error: unknown): void {
    this.#threshold = this.#log.length + this.#limit
    process.emitWarning(`No snapshot could be written to ${this.#options.directory}: ${String(error)}`)
  }

  #failed(error: Error): void {
    if (this.#folding !== undefined) this.#folding.aborted = true
    if (this.#rewrite !== undefined) this.#rewrite.failure = error
    this.#options.onFailure(error)
  }

  async close(): Promise<void> {
    await this.#rewrite?.done.catch(() => undefined)
    await this.#folding?.done
    this.#log.close()
    this.#release()
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
