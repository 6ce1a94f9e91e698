/**
 * Printing of OData query options. Characters that both services take bare stay bare, so that a request reads in logs and
 * in tests as it reads in the vendors' documentation; everything else is percent-encoded.
 */

export interface Query {
  readonly select?: readonly string[]
  readonly filter?: string
  readonly orderby?: string
  readonly expand?: string
  readonly top?: number
  readonly count?: boolean
}

const bare = /%(24|27|28|29|2C|3A|3B|40|2F|3D)/g

/** Percent-encodes what may not stand in a query; `$ ' ( ) , : ; @ / =` stay as they are. */
export const encodeQueryValue = (text: string): string =>
  encodeURIComponent(text).replace(bare, (code) => decodeURIComponent(code))

/** `?$select=...&$filter=...`, or nothing for an empty query. */
export function printQuery(query: Query): string {
  const options = [
    query.select === undefined || query.select.length === 0 ? null : `$select=${query.select.join(',')}`,
    query.filter === undefined || query.filter === '' ? null : `$filter=${encodeQueryValue(query.filter)}`,
    query.expand === undefined ? null : `$expand=${encodeQueryValue(query.expand)}`,
    query.orderby === undefined ? null : `$orderby=${encodeQueryValue(query.orderby)}`,
    query.top === undefined ? null : `$top=${query.top}`,
    query.count === true ? '$count=true' : null,
  ].filter((option) => option !== null)
  return options.length === 0 ? '' : `?${options.join('&')}`
}

/** A text literal of a filter: apostrophes are doubled. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** `a or b or c`; the operands must be comparisons of one field where the service is Business Central. */
export const anyOf = (conditions: readonly string[]): string => conditions.join(' or ')

/** `(a or b) and c`: operands that hold an `or` get parentheses. */
export const allOf = (conditions: readonly string[]): string =>
  conditions.length < 2
    ? conditions.join('')
    : conditions.map((one) => (/ or /.test(one) ? `(${one})` : one)).join(' and ')

/** Splits values into groups of at most `count`. */
export const groups = <T>(values: readonly T[], count: number): T[][] =>
  chunked(values, { maxCount: count, maxLength: Number.POSITIVE_INFINITY }, () => 0)

/** Splits values into chunks whose printed length stays under `maxLength` characters, and `maxCount` values. */
export function chunked<T>(
  values: readonly T[],
  limits: { readonly maxCount: number; readonly maxLength: number },
  lengthOf: (value: T) => number,
): T[][] {
  const chunks: T[][] = []
  let length = 0
  for (const value of values) {
    const current = chunks.at(-1)
    const added = lengthOf(value)
    if (current === undefined || current.length >= limits.maxCount || length + added > limits.maxLength) {
      chunks.push([value])
      length = added
    } else {
      current.push(value)
      length += added
    }
  }
  return chunks
}
