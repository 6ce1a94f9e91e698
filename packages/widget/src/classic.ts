/** The widget as one classic script for Dataverse web resources: the elements and the host of the page that loads it. */
import './index.ts'
import { startDataversePage } from './hosts/start-dataverse-page.ts'

startDataversePage(window)
