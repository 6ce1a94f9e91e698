/** The mock ERP as a process of its own, as a user runs it, on a data directory and any free port. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { peakMemoryMb } from './peak-memory.ts'

export interface ErpProcess {
  readonly url: string
  /** From the start to the line that it listens. */
  readonly startMs: number
  peakMemoryMb(): number | null
  call(method: string, path: string, options?: CallOptions): Promise<unknown>
  stop(): Promise<void>
  /** SIGKILL: nothing is written any more. */
  kill(): Promise<void>
}

export interface CallOptions {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const script = fileURLToPath(new URL('../../../apps/mock-erp/src/main.ts', import.meta.url))

export function startErp(dataDir: string): Promise<ErpProcess> {
  const started = performance.now()
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, KOBLE_DATA_DIR: dataDir, KOBLE_ERP_PORT: '0', KOBLE_EMULATOR_MEMORY: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()))
  return new Promise((resolve, reject) => {
    let printed = ''
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`The mock ERP ended with ${code} before it listened.`)))
    child.stdout.on('data', (piece: Buffer) => {
      printed += piece.toString()
      const url = /listens on (http:\S+)\//.exec(printed)?.[1]
      if (url === undefined) return
      resolve({
        url,
        startMs: performance.now() - started,
        peakMemoryMb: () => peakMemoryMb(child.pid),
        call: (method, path, options) => call(url, method, path, options),
        stop: () => {
          child.kill('SIGTERM')
          return closed
        },
        kill: () => {
          child.kill('SIGKILL')
          return closed
        },
      })
    })
  })
}

async function call(url: string, method: string, path: string, options: CallOptions = {}): Promise<unknown> {
  const response = await fetch(path.startsWith('http') ? path : `${url}${path}`, {
    method,
    headers: { Authorization: 'Bearer koble-dev-token', 'Content-Type': 'application/json', ...options.headers },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`)
  return JSON.parse(text)
}
