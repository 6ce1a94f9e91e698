/** Who works in the emulated ERP: the service user of the demo client, a person, and the system itself. */
import type { Principal } from '@koble/odata-server'

/** The application user behind client id `koble-demo`. */
export const connectorUser: Principal = {
  id: '5a1c0b7e-0000-4000-8000-00000000c0de',
  name: 'KOBLE CONNECTOR',
  person: false,
}

/** The person behind `koble-dev-token` and the pages. */
export const demoPerson: Principal = { id: '5a1c0b7e-0000-4000-8000-000000000001', name: 'DEMO USER', person: true }

/** Fills new companies and keeps webhook registrations. */
export const systemUser: Principal = { id: '00000000-0000-0000-0000-000000000001', name: 'SYSTEM', person: false }

export const demoClient = { id: 'koble-demo', secret: 'koble-demo-secret' } as const
