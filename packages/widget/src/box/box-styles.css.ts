/** All styles of a box, in the order in which they apply. */
import { controlsStyles } from './controls-styles.css.ts'
import { frameStyles } from './frame-styles.css.ts'
import { statesStyles } from './states-styles.css.ts'
import { tokens } from './tokens.css.ts'
import { valuesStyles } from './values-styles.css.ts'

export const boxStyles = [tokens, frameStyles, controlsStyles, valuesStyles, statesStyles]
