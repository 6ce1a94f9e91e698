/** `%`, `_`, `[a-c]` and `[^a]` inside the value of a text function act as wildcards (reference/dataverse-protocol.md, section 5.2). */
import { literalPlace, wildcards, type WildcardPlace } from '@koble/odata-server'

type TextOperator = 'eq' | 'contains' | 'startswith' | 'endswith'

export function textPattern(operator: TextOperator, pattern: string): ((text: string) => boolean) | undefined {
  if (operator === 'eq' || !/[%_[]/.test(pattern)) return undefined
  const places = placesOf(pattern)
  if (places === undefined) return undefined
  const before: WildcardPlace[] = operator === 'startswith' ? [] : ['run']
  const after: WildcardPlace[] = operator === 'endswith' ? [] : ['run']
  return wildcards([...before, ...places, ...after])
}

/** A range that runs backwards is no pattern: the text is compared as it stands. */
function placesOf(pattern: string): WildcardPlace[] | undefined {
  try {
    return (pattern.match(/\[\^?[^\]]+\]|[^]/gu) ?? []).map(placeOf)
  } catch {
    return undefined
  }
}

/** A bracket that does not close stands for itself. */
function placeOf(piece: string): WildcardPlace {
  if (piece === '%') return 'run'
  if (piece === '_') return () => true
  const members = /^\[(\^?)([^\]]+)\]$/u.exec(piece)
  if (members === null) return literalPlace(piece, true)
  const member = new RegExp(`^[${members[1]}${(members[2] ?? '').replaceAll(/[\\[\]&~]/g, '\\$&')}]$`, 'iu')
  return (character) => member.test(character)
}
