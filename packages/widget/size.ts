/** Prints the built files' sizes and fails when the ES module is over its budget: 20 kB gzipped. */
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budgetBytes = 20_000
const folder = new URL('dist/', import.meta.url)

for (const name of readdirSync(folder).toSorted()) {
  const bytes = readFileSync(new URL(name, folder))
  const zipped = gzipSync(bytes, { level: 9 }).length
  const over = name === 'koble-widget.js' && zipped > budgetBytes
  console.log(`${name}  ${bytes.length} bytes, ${zipped} gzipped${over ? `: over the budget of ${budgetBytes}` : ''}`)
  if (over) process.exitCode = 1
}
