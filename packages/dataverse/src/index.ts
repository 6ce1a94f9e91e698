/** The CRM connector: Dataverse's Web API behind core's ports. */
export type { Challenge, Challenges } from './challenge.ts'
export { connectDataverse, type Dataverse, type DataverseOptions } from './connect.ts'
export { crmEntities } from './entities/index.ts'
export { dataverseGovernor, dataverseLimits, longestWriteMs, type DataverseAccess } from './open-client.ts'
export type { WebResource, WebResources } from './web-resources.ts'
