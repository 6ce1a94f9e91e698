/** One child process of the demo: started, watched, stopped. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface Child {
  readonly name: string
  /** Resolves when the process has ended, with what ended it. */
  readonly ended: Promise<string>
  /** SIGTERM, and SIGKILL where that is not heeded in time. Resolves when the process is gone. */
  stop(): Promise<void>
}

const stopWithinMs = 10_000

function printLines(name: string, stream: NodeJS.ReadableStream | null): void {
  if (stream) createInterface({ input: stream }).on('line', (line) => console.log(`[${name}] ${line}`))
}

const describeEnd = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal === null ? `ended with code ${code}` : `was ended by ${signal}`

function endOf(process: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    process.once('error', (error) => resolve(`could not be started: ${error.message}`))
    process.once('exit', (code, signal) => resolve(describeEnd(code, signal)))
  })
}

export function startChild(name: string, file: string, env: NodeJS.ProcessEnv): Child {
  const preload = new URL('./exit-with-parent.ts', import.meta.url).href
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', preload, file], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // a group of its own: a terminal's Ctrl+C reaches the supervisor only, which then stops the children in order
    detached: true,
  })
  printLines(name, child.stdout)
  printLines(name, child.stderr)
  const ended = endOf(child)
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    const force = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
    await ended
    clearTimeout(force)
  }
  return { name, ended, stop }
}
