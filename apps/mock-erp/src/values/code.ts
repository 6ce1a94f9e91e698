/** Code fields: blanks at both ends go, letters become upper case; compared and sorted in that form. */
export const code = (text: string): string => text.trim().toUpperCase()
