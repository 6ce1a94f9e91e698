/** `npm run erp`: the Business Central emulator as a process on a port; with `--check` the proof of the ledgers. */
import { runEmulator } from '@koble/odata-server/node'
import process from 'node:process'
import { checkLedgers } from './check/check-ledgers.ts'
import { createMockErp, type MockErp } from './mock-erp.ts'

function proveLedgers({ database }: MockErp): number {
  const { lines, failed } = checkLedgers(database)
  process.stdout.write(`${lines.join('\n')}\n`)
  return failed === 0 ? 0 : 1
}

await runEmulator({
  name: 'The mock ERP',
  portVariable: 'KOBLE_ERP_PORT',
  defaultPort: 4010,
  folder: 'erp',
  open: createMockErp,
  inspect: process.argv.includes('--check') ? proveLedgers : undefined,
})
