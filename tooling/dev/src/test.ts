/** `npm test`: format, lint, types, boundaries, builds, then all tests. Ends with `N passed, N failed`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './ensure-chromium.ts'

const extra = process.argv.slice(2)

function step(name: string, command: string, ...args: string[]): boolean {
  const started = Date.now()
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`— ${name}: ${status === 0 ? 'good' : 'FAILED'} (${seconds} s)`)
  return status === 0
}

function runTests(): { passed: number; failed: number } {
  const folder = mkdtempSync(join(tmpdir(), 'koble-test-'))
  const report = join(folder, 'report.json')
  const ok = step(
    'tests',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...extra,
  )
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
    }
    return { passed: numPassedTests, failed: ok ? numFailedTests : Math.max(numFailedTests, 1) }
  } catch {
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const checks = [
  () => step('format', 'oxfmt', '--check'),
  () => step('lint', 'oxlint'),
  () => step('boundaries', 'turbo', 'boundaries', '--no-color'),
  () => step('types and builds', 'turbo', 'run', 'typecheck', 'build', '--output-logs=errors-only'),
  () => ensureChromium(),
]
const failedChecks = checks.filter((check) => !check()).length
const { passed, failed } = failedChecks === 0 ? runTests() : { passed: 0, failed: 0 }
if (failedChecks > 0) console.log('The tests were not run, because a check before them failed.')
console.log(`${passed} passed, ${failed + failedChecks} failed`)
process.exitCode = failed + failedChecks === 0 && passed > 0 ? 0 : 1
