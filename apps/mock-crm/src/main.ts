/** `npm run crm`: the Dataverse emulator as a process on a port. */
import { runEmulator } from '@koble/odata-server/node'
import { createMockCrm } from './create-mock-crm.ts'

await runEmulator({
  name: 'The mock CRM',
  portVariable: 'KOBLE_CRM_PORT',
  defaultPort: 4020,
  folder: 'crm',
  open: createMockCrm,
})
