import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Check } from '../check.ts'
import { startErp, type ErpProcess } from '../erp-process.ts'

const erpScript = fileURLToPath(new URL('../../../../apps/mock-erp/src/main.ts', import.meta.url))
const operationsScript = fileURLToPath(new URL('../../../../apps/mock-erp/src/operations/main.ts', import.meta.url))

/** The operations' script says that the emulator went away. */
const GONE = 2

/** Random business operations against the mock ERP as a process, which is killed in the middle and started again; the ledgers are proved after each kill. */
export const erpOperations: Check = {
  name: 'erp-operations',
  about:
    'random business operations in the mock ERP, SIGKILL in the middle: every ledger balances, every figure equals its recomputation',
  async run({ scale, seed }) {
    const operations = Math.max(100, Math.round(10_000 * scale))
    const kills = Math.max(2, Math.round(10 * scale))
    const dataDir = await mkdtemp(join(tmpdir(), 'koble-operations-'))
    try {
      return await runWithKills(dataDir, { operations, kills, seed })
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

interface Plan {
  readonly operations: number
  readonly kills: number
  readonly seed: number
}

async function runWithKills(dataDir: string, plan: Plan): Promise<{ ok: boolean; lines: string[] }> {
  const { operations, kills, seed } = plan
  const lines = [`${operations} operations, ${kills} kills`]
  let [left, struck, part] = [operations, 0, 0]
  while (left > 0) {
    const erp = await startErp(dataDir)
    // Some way into the share of this run, and another way each time.
    const at = 10 + ((seed + part * 7919) % Math.max(1, Math.floor(operations / (kills + 1)) - 10))
    const kill = part < kills ? { at, strike: () => erp.kill() } : undefined
    const outcome = await operate(erp, { count: left, seed: seed + part, prepare: part === 0 }, kill)
    await erp.stop()
    const proof = await runScript([erpScript, '--check'], dataDir)
    const isGone = outcome.code === GONE && part < kills
    if ((outcome.code !== 0 && !isGone) || proof.code !== 0) {
      return { ok: false, lines: [...lines, `part ${part} ended with ${outcome.code}`, outcome.output, proof.output] }
    }
    if (isGone) struck += 1
    left = isGone ? left - placeOf(outcome) : 0
    part += 1
  }
  return {
    ok: struck === kills,
    lines: [...lines, `${struck} kills struck while operations ran, ${part} proofs of the ledgers`],
  }
}

/** How many operations were through. */
function placeOf({ output }: Outcome): number {
  const place = /\{"goneAt":(\d+)\}/.exec(output)?.[1]
  return Number(place ?? 0)
}

interface Outcome {
  readonly code: number | null
  readonly output: string
}

/** Kills the emulator when so many operations of the run are through. */
interface Kill {
  readonly at: number
  readonly strike: () => Promise<void>
}

function operate(
  erp: ErpProcess,
  { count, seed, prepare }: { count: number; seed: number; prepare: boolean },
  kill?: Kill,
): Promise<Outcome> {
  const settings = ['--url', erp.url, '--count', String(count), '--seed', String(seed)]
  let struck = false
  return runScript([operationsScript, ...settings, ...(prepare ? ['--prepare'] : [])], undefined, (line) => {
    const at = Number(/^at (\d+)$/.exec(line)?.[1] ?? -1)
    if (kill === undefined || struck || at < kill.at) return
    struck = true
    void kill.strike()
  })
}

function runScript(
  args: readonly string[],
  dataDir?: string,
  onLine: (line: string) => void = () => undefined,
): Promise<Outcome> {
  const env =
    dataDir === undefined ? process.env : { ...process.env, KOBLE_DATA_DIR: dataDir, KOBLE_EMULATOR_MEMORY: '0' }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      output += piece.toString()
      for (const line of piece.toString().split('\n')) onLine(line)
    })
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
}
