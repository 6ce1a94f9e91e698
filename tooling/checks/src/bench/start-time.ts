import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = new URL('../../../..', import.meta.url).pathname
const ports = { KOBLE_PORT: '24000', KOBLE_ERP_PORT: '24010', KOBLE_CRM_PORT: '24020' }

/** `npm start` to its ready line: on new data with the installation in place, then twice on the same data. A cold clone is timed by hand. */
export async function startTime(): Promise<readonly (readonly [string, string])[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'koble-bench-'))
  try {
    const first = await timeToReady(dataDir)
    const second = await timeToReady(dataDir)
    const third = await timeToReady(dataDir)
    return [
      ['npm start to the ready line, new data', `${first.toFixed(1)} s`],
      [
        'npm start to the ready line, warm',
        `${Math.min(second, third).toFixed(1)} to ${Math.max(second, third).toFixed(1)} s`,
      ],
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function timeToReady(dataDir: string): Promise<number> {
  const started = performance.now()
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, ...ports, KOBLE_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let printed = ''
    let seconds: number | undefined
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (seconds !== undefined || !/^Koble is ready/m.test(printed)) return
      seconds = (performance.now() - started) / 1000
      child.kill('SIGTERM')
    })
    child.once('close', () =>
      seconds === undefined ? reject(new Error(`The demo ended before it was ready:\n${printed}`)) : resolve(seconds),
    )
  })
}
