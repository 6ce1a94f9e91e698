/** A search as the service can answer it: over one field at a time, because it knows no OR over two. */

interface Searched {
  readonly key: string
  readonly title: string
}

/** Text with a digit is looked for at the beginning of numbers and codes, other text anywhere in names. */
export function searchFilter(search: string, { key, title }: Searched): Readonly<Record<string, string>> {
  const text = search.trim().replaceAll("'", "''")
  if (text === '') return {}
  const isKey = /\d/.test(text) || title === key
  return isKey
    ? { $filter: `startswith(${key},'${text.toUpperCase()}')` }
    : { $filter: `contains(tolower(${title}),'${text.toLowerCase()}')`, $schemaversion: '2.1' }
}
