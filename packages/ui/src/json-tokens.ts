/** Splits JSON text into tokens to colour. Whatever is no JSON passes as plain text: a view must show broken answers too. */
export type JsonToken = { readonly kind: 'key' | 'string' | 'number' | 'literal' | 'plain'; readonly text: string }

const pattern = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g

const kindOf = (match: RegExpExecArray): JsonToken['kind'] => {
  if (match[1] !== undefined) return match[2] === undefined ? 'string' : 'key'
  return match[3] === undefined ? 'literal' : 'number'
}

/** The tokens' texts together are the text. */
export const jsonTokens = (text: string): JsonToken[] => {
  const tokens: JsonToken[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: text.slice(end, match.index) })
    tokens.push({ kind: kindOf(match), text: match[1] ?? match[0] })
    if (match[2] !== undefined) tokens.push({ kind: 'plain', text: match[2] })
    end = match.index + match[0].length
  }
  if (end < text.length) tokens.push({ kind: 'plain', text: text.slice(end) })
  return tokens
}
