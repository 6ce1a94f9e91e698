/** `node run-model.ts`: the model check from the command line; exits non-zero when a story ends badly. */
import { checkModel } from './check-model.ts'

const startedAt = performance.now()
const { played, bad } = await checkModel({ untilFirst: process.argv.includes('--until-first') })
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
console.log(`${played} stories played in ${seconds} s, ${bad.length} ended badly.`)
const kinds = Map.groupBy(bad, ({ wrongs }) =>
  wrongs.map((wrong) => wrong.replaceAll(/(erp|crm)-[ab]-\d+/g, 'X')).join('; '),
)
for (const [kind, group] of [...kinds].slice(0, 30)) console.log(`${group.length} x ${kind}\n    ${group[0]?.story}`)
process.exitCode = bad.length === 0 ? 0 : 1
