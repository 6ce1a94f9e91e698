/** Puts the tokens into a document, once. Elements only read custom properties, which their shadow roots inherit. */
import { tokens } from './tokens.css.ts'

export const installTokens = (target: Document = document): void => {
  const sheet = tokens.styleSheet
  if (sheet === undefined || target.adoptedStyleSheets.includes(sheet)) return
  target.adoptedStyleSheets = [sheet, ...target.adoptedStyleSheets]
}
