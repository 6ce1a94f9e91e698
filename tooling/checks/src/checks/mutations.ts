import { spawn } from 'node:child_process'
import type { Check } from '../check.ts'

const root = new URL('../../../..', import.meta.url).pathname

/** Each rule of planner and executor taken out: the tests must notice. */
export const mutations: Check = {
  name: 'mutations',
  about: 'each rule of the planner and the executor patched out, one by one: a test fails for each',
  async run() {
    const results = [await runScript('packages/core/mutate.ts'), await runScript('packages/testing/mutate.ts')]
    const ok = results.every(Boolean)
    return { ok, lines: [ok ? 'every mutant was caught' : 'a mutant survived; the tables above name it'] }
  },
}

const runScript = (script: string): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.once('exit', (code) => resolve(code === 0))
  })
