/** The `Prefer` header. Truth: RFC 7240 and OData protocol 4.01, section 8.2.8. */

export interface Preferences {
  readonly return: 'representation' | 'minimal' | undefined
  readonly maxPageSize: number | undefined
  readonly trackChanges: boolean
  readonly continueOnError: boolean
  /** Patterns of annotations asked for. */
  readonly includeAnnotations: string | undefined
  readonly includes: (annotation: string) => boolean
}

export function preferencesOf(headers: Headers): Preferences {
  const values = new Map<string, string>()
  for (const item of preferenceItems(headers.get('prefer') ?? '')) {
    const at = item.indexOf('=')
    const name = (at < 0 ? item : item.slice(0, at))
      .trim()
      .toLowerCase()
      .replace(/^odata\./, '')
    const value = at < 0 ? '' : item.slice(at + 1).trim()
    if (!values.has(name)) values.set(name, value.replace(/^"(.*)"$/, '$1'))
  }
  const returns = values.get('return')
  const size = values.get('maxpagesize')
  const annotations = values.get('include-annotations')
  return {
    return:
      values.has('return-no-content') || returns === 'minimal'
        ? 'minimal'
        : returns === 'representation' || values.has('return-content')
          ? 'representation'
          : undefined,
    maxPageSize: size !== undefined && /^[1-9]\d{0,8}$/.test(size) ? Number(size) : undefined,
    trackChanges: values.has('track-changes'),
    continueOnError: values.has('continue-on-error') && values.get('continue-on-error') !== 'false',
    includeAnnotations: annotations,
    includes: annotationTest(annotations),
  }
}

/** The preferences of a `Prefer` header: divided at commas outside quotes. */
export function preferenceItems(text: string): string[] {
  return text.match(/(?:[^,"]|"[^"]*"?)+/g)?.map((item) => item.trim()) ?? []
}

/** `*`, names with a trailing wildcard, `-` to exclude; the last rule that fits decides. */
function annotationTest(text: string | undefined): (annotation: string) => boolean {
  if (text === undefined || text === '') return () => false
  const rules = text.split(',').map((rule) => rule.trim())
  return (annotation) => {
    let included = false
    for (const rule of rules) {
      const pattern = rule.startsWith('-') ? rule.slice(1) : rule
      if (fits(pattern, annotation)) included = !rule.startsWith('-')
    }
    return included
  }
}

function fits(pattern: string, annotation: string): boolean {
  if (pattern === '*') return true
  const star = pattern.indexOf('*')
  return star < 0
    ? pattern === annotation
    : annotation.startsWith(pattern.slice(0, star)) && annotation.endsWith(pattern.slice(star + 1))
}
