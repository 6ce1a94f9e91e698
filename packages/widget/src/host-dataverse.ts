/** The Dataverse host adapter alone, for pages that load the widget as a module. */
export { dataverseHost, dataversePageOf, type DataverseHost, type DataversePage } from './hosts/dataverse.ts'
export { startDataversePage } from './hosts/start-dataverse-page.ts'
