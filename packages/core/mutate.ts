/**
 * Breaks one rule at a time in a copy of core's sources and runs the tests that should notice: `node packages/core/mutate.ts [word]`,
 * where `word` picks the rules that contain it. Prints a line a rule; ends non-zero when a mutant survives or no longer applies.
 */
import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { planMutations, type Mutation } from './src/plan/mutations.ts'

interface Suite {
  readonly mutations: readonly Mutation[]
  /** Test name filters, the quick ones first; later ones run only while the mutant lives. */
  readonly stages: readonly (readonly string[])[]
}
type Verdict = 'killed' | 'survived' | 'does not apply'

const core = import.meta.dirname
const suites: readonly Suite[] = [
  {
    mutations: planMutations,
    stages: [['src/plan/plan-', 'src/plan/brake', 'src/plan/oscillation', 'src/mapping/fit'], ['src/plan/plan.prop']],
  },
  ...(await executeSuite()),
]

/** The engine's own list, once there is one. */
async function executeSuite(): Promise<readonly Suite[]> {
  const file = join(core, 'src/execute/mutations.ts')
  if (!existsSync(file)) return []
  const { executeMutations } = (await import(file)) as { readonly executeMutations: readonly Mutation[] }
  return [{ mutations: executeMutations, stages: [['src/execute/']] }]
}

async function openCopy(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'koble-mutants-'))
  await cp(join(core, 'src'), join(copy, 'src'), { recursive: true })
  await writeFile(join(copy, 'package.json'), await readFile(join(core, 'package.json')))
  await symlink(join(core, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Whether the tests pass. */
function passes(copy: string, filters: readonly string[]): Promise<boolean> {
  const vitest = join(core, 'node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--root', copy, '--bail', '1', '--reporter', 'dot', ...filters]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: copy, stdio: 'ignore' })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code === 0))
  })
}

async function judge(copy: string, suite: Suite, mutation: Mutation): Promise<Verdict> {
  const file = join(copy, 'src', mutation.file)
  const source = await readFile(file, 'utf8')
  if (source.split(mutation.text).length !== 2) return 'does not apply'
  await writeFile(
    file,
    source.replace(mutation.text, () => mutation.replacement),
  )
  try {
    for (const stage of suite.stages) if (!(await passes(copy, stage))) return 'killed'
    return 'survived'
  } finally {
    await writeFile(file, source)
  }
}

async function run(word: string): Promise<number> {
  const copy = await openCopy()
  const failed: string[] = []
  let count = 0
  try {
    for (const suite of suites) {
      const chosen = suite.mutations.filter((mutation) => mutation.rule.includes(word))
      if (chosen.length > 0 && !(await passes(copy, suite.stages.flat())))
        throw new Error('The tests fail without any mutation.')
      for (const mutation of chosen) {
        const verdict = await judge(copy, suite, mutation)
        count += 1
        if (verdict !== 'killed') failed.push(mutation.rule)
        console.log(`${verdict.padEnd(14)}  ${mutation.file.padEnd(24)}  ${mutation.rule}`)
      }
    }
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
  console.log(`${count - failed.length} of ${count} broken rules were noticed.`)
  return failed.length === 0 ? 0 : 1
}

process.exitCode = await run(process.argv[2] ?? '')
