/** One of the three processes, as `npm run server`, `erp` and `crm` start them; can be killed and started again on the same data. */
import { spawn, type ChildProcess } from 'node:child_process'
import { waitUntil } from './wait-until.ts'

const root = new URL('../../../..', import.meta.url).pathname
const files = { server: 'apps/server/src/main.ts', erp: 'apps/mock-erp/src/main.ts', crm: 'apps/mock-crm/src/main.ts' }

export type PartName = keyof typeof files

export interface Part {
  readonly name: PartName
  readonly url: string
  readonly pid: number | undefined
  start(): Promise<void>
  stop(signal?: NodeJS.Signals): Promise<void>
  /** What it has printed so far. */
  output(): string
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

export function part(name: PartName, port: number, env: NodeJS.ProcessEnv): Part {
  let child: ChildProcess | undefined
  let printed = ''
  const url = `http://127.0.0.1:${port}`
  const isUp = async (): Promise<boolean> => {
    if (child !== undefined && ended(child)) throw new Error(`The ${name} ended instead of starting:\n${printed}`)
    const response = await fetch(`${url}${name === 'server' ? '/readyz' : '/healthz'}`).catch(() => undefined)
    await response?.arrayBuffer()
    return response?.ok === true
  }
  return {
    name,
    url,
    get pid() {
      return child?.pid
    },
    async start() {
      const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', files[name]], {
        cwd: root,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      for (const stream of [started.stdout, started.stderr])
        stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
      await waitUntil(`${name} is up`, isUp)
    },
    async stop(signal = 'SIGTERM') {
      const running = child
      if (running === undefined || ended(running)) return
      const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()))
      running.kill(signal)
      await gone
    },
    output: () => printed,
  }
}
