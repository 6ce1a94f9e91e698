/** `%`, `_`, `[a-c]` and `[^a]` inside the value of a text function act as wildcards (reference/dataverse-protocol.md, section 5.2). */

type TextOperator = 'eq' | 'contains' | 'startswith' | 'endswith'

export function textPattern(operator: TextOperator, pattern: string): ((text: string) => boolean) | undefined {
  if (operator === 'eq' || !/[%_[]/.test(pattern)) return undefined
  const body = translate(pattern)
  const before = operator === 'startswith' ? '^' : ''
  const after = operator === 'endswith' ? '$' : ''
  const expression = compiled(`${before}${body}${after}`)
  return expression && ((text) => expression.test(text))
}

/** A range that runs backwards is no pattern: the text is compared as it stands. */
function compiled(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'isu')
  } catch {
    return undefined
  }
}

/** One pass; a bracket that does not close stands for itself. */
function translate(pattern: string): string {
  return pattern.replaceAll(/\[(\^?)([^\]]+)\]|%|_|[\\^$.*+?()[\]{}|/-]/g, (match, not?: string, members?: string) => {
    if (members !== undefined) return `[${not ?? ''}${members.replaceAll(/[\\[\]&~]/g, '\\$&')}]`
    if (match === '%') return '.*'
    if (match === '_') return '.'
    return match === '-' ? '-' : `\\${match}`
  })
}
