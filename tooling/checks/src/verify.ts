/** `npm run verify [-- NAME...] [--scale 0.1] [--seed N] [--data FILE]`: the long checks. */
import { parseArgs } from 'node:util'
import type { Check } from './check.ts'
import { crash } from './checks/crash.ts'
import { erpMillion } from './checks/erp-million.ts'
import { erpOperations } from './checks/erp-operations.ts'
import { evaluators } from './checks/evaluators.ts'
import { mutations } from './checks/mutations.ts'
import { realInput } from './checks/real-input.ts'
import { machine } from './machine.ts'

const checks: readonly Check[] = [mutations, crash, realInput, ...evaluators, erpMillion, erpOperations]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { scale: { type: 'string', default: '1' }, seed: { type: 'string' }, data: { type: 'string' } },
})
const scale = Number(values.scale)
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed)
const unknown = positionals.filter((name) => !checks.some((check) => check.name === name))
if (unknown.length > 0 || !(scale > 0) || !Number.isInteger(seed)) {
  console.error(
    `Known checks: ${checks.map(({ name }) => name).join(', ')}. --scale takes a number above 0, --seed a whole number.${unknown.length > 0 ? ` Not known: ${unknown.join(', ')}.` : ''}`,
  )
  process.exit(1)
}

console.log(`Machine: ${machine()}`)
let failed = 0
const wanted = checks.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
for (const check of wanted) {
  console.log(`\n${check.name}: ${check.about} (scale ${scale}, seed ${seed})`)
  const started = Date.now()
  const result = await check.run({ scale, seed, options: { data: values.data } }).catch((error: unknown) => ({
    ok: false,
    lines: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
  }))
  for (const line of result.lines) console.log(`  ${line}`)
  console.log(`  ${result.ok ? 'holds' : 'DOES NOT HOLD'} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  if (!result.ok) failed += 1
}
console.log(`\n${wanted.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
