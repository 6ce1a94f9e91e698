/** The Business Central emulator, in process. See README.md. */
export { createMockErp } from './mock-erp.ts'
export type { MockErp, MockErpOptions } from './mock-erp.ts'
