/** `npm run bench [-- NAME...]`: figures that involve a clock, as a table. */
import { machine } from './machine.ts'
import { editToArrival } from './bench/edit-to-arrival.ts'
import { fullSynchronization } from './bench/full-synchronization.ts'
import { startTime } from './bench/start-time.ts'
import { widgetBytes } from './bench/widget-bytes.ts'

type Figures = readonly (readonly [name: string, value: string])[]
const benches: Readonly<Record<string, () => Promise<Figures>>> = {
  start: startTime,
  full: fullSynchronization,
  edit: editToArrival,
  widget: widgetBytes,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`Not known: ${unknown.join(', ')}. Known figures: ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
const rows: (readonly [string, string])[] = []
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.error(`measuring ${name}…`)
  rows.push(...(await bench()))
}
const width = Math.max(...rows.map(([name]) => name.length))
console.log(`\n${machine()}\n`)
for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`)
process.exit(0)
