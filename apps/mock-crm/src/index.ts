/** A Dataverse / Dynamics 365 Sales emulator. See README.md. */
export { createMockCrm, type MockCrm, type MockCrmOptions } from './create-mock-crm.ts'
