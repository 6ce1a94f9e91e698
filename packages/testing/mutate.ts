/**
 * Breaks one rule of the engine at a time in a copy of the sources and runs the engine's tests and the model check over it: `node packages/testing/mutate.ts
 * [word]`, where `word` picks the rules that contain it. Prints a line a rule; ends non-zero when a mutant survives or no longer applies.
 */
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineMutations } from './src/model/mutations.ts'
import type { EngineMutation } from './src/model/mutations.ts'

type Verdict = 'killed' | 'survived' | 'does not apply'

const testing = import.meta.dirname
const core = join(testing, '../core')

/** Both packages side by side, each with its own dependencies, the copy of core standing for `@koble/core`. */
async function openCopy(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'koble-mutants-'))
  for (const [from, name] of [
    [core, 'core'],
    [testing, 'testing'],
  ] as const) {
    const to = join(copy, name)
    await cp(join(from, 'src'), join(to, 'src'), { recursive: true })
    await writeFile(join(to, 'package.json'), await readFile(join(from, 'package.json')))
  }
  await symlink(join(core, 'node_modules'), join(copy, 'core/node_modules'))
  await mkdir(join(copy, 'testing/node_modules/@koble'), { recursive: true })
  await symlink(join(testing, 'node_modules/vitest'), join(copy, 'testing/node_modules/vitest'))
  await symlink(join(copy, 'core'), join(copy, 'testing/node_modules/@koble/core'))
  return copy
}

/** The engine's tests, which are quick, then every story. A mutant that does not even run has been noticed too. */
const endsWell = async (copy: string): Promise<boolean> => {
  const vitest = join(testing, 'node_modules/vitest/vitest.mjs')
  const root = join(copy, 'testing')
  const passes = await run([vitest, 'run', '--root', root, '--bail', '1', '--reporter', 'dot', 'src/engine/'], root)
  return passes && run([join(root, 'src/model/run-model.ts'), '--until-first'], root)
}

const run = (args: readonly string[], cwd: string): Promise<boolean> => {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: 'ignore', timeout: 600_000 })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code === 0))
  })
}

async function judge(copy: string, mutation: EngineMutation): Promise<Verdict> {
  const file = join(copy, 'core/src/execute', mutation.file)
  const source = await readFile(file, 'utf8')
  if (source.split(mutation.text).length !== 2) return 'does not apply'
  await writeFile(
    file,
    source.replace(mutation.text, () => mutation.replacement),
  )
  try {
    return (await endsWell(copy)) ? 'survived' : 'killed'
  } finally {
    await writeFile(file, source)
  }
}

async function mutateAll(word: string): Promise<number> {
  const copy = await openCopy()
  const chosen = engineMutations.filter((mutation) => mutation.rule.includes(word))
  const failed: string[] = []
  try {
    if (!(await endsWell(copy))) throw new Error('The tests or the model check fail without any mutation.')
    for (const mutation of chosen) {
      const verdict = await judge(copy, mutation)
      if (verdict !== 'killed') failed.push(mutation.rule)
      console.log(`${verdict.padEnd(14)}  ${mutation.file.padEnd(24)}  ${mutation.rule}`)
    }
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
  console.log(`${chosen.length - failed.length} of ${chosen.length} broken rules were noticed.`)
  return failed.length === 0 ? 0 : 1
}

process.exitCode = await mutateAll(process.argv[2] ?? '')
