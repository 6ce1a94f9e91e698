/** Texts with wildcards, tested without backtracking over more than the last run: a hostile pattern costs length times length, no more. */

/** One place of a pattern: any run of characters, or a test of one character. */
export type WildcardPlace = 'run' | ((character: string) => boolean)

/** A test of whole texts; characters are code points. */
export function wildcards(places: readonly WildcardPlace[]): (text: string) => boolean {
  return (text) => fits(places, Array.from(text))
}

function fits(places: readonly WildcardPlace[], characters: readonly string[]): boolean {
  let place = 0
  let at = 0
  // Where the last run stands, and how far it reaches. A run before it never has to reach further.
  let run = -1
  let reach = 0
  for (let character = characters[0]; character !== undefined; character = characters[at]) {
    const wanted = places[place]
    if (wanted === 'run') {
      run = place
      reach = at
      place += 1
    } else if (wanted?.(character) === true) {
      place += 1
      at += 1
    } else if (run >= 0) {
      reach += 1
      at = reach
      place = run + 1
    } else return false
  }
  return places.slice(place).every((rest) => rest === 'run')
}

/** Exactly this character, or the same in the other case. */
export function literalPlace(character: string, anyCase: boolean): WildcardPlace {
  if (!anyCase) return (other) => other === character
  const folded = character.toLowerCase()
  return (other) => other.toLowerCase() === folded
}
