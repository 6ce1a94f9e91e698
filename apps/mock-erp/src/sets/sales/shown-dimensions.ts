/** The global dimensions of a document or line that cannot be changed through the page. */
import { readOnlyProperties } from './addresses.ts'
import { shortcutDimensions } from './dimension-code.ts'

export const shownDimensions = readOnlyProperties(shortcutDimensions)
