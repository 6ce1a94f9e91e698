import { describe, expect, test } from 'vitest'
import { allOf, anyOf, chunked, printQuery, quoted } from './query.ts'

describe('query options', () => {
  test('read as in the vendors’ documentation', () => {
    const filter = allOf([`startswith(displayName,${quoted('Adatum')})`, `blocked eq ${quoted('_x0020_')}`])
    expect(printQuery({ select: ['id', 'number'], filter, orderby: 'number', top: 2, count: true })).toBe(
      "?$select=id,number&$filter=startswith(displayName,'Adatum')%20and%20blocked%20eq%20'_x0020_'&$orderby=number&$top=2&$count=true",
    )
  })

  test('an empty query prints nothing', () => {
    expect(printQuery({ filter: '', select: [] })).toBe('')
  })

  test.each([
    ["O'Neil & Söhne #1 + 50%?", "'O''Neil%20%26%20S%C3%B6hne%20%231%20%2B%2050%25%3F'"],
    ['A/B', "'A/B'"],
  ])('the value %s stays whole', (value, printed) => {
    const url = printQuery({ filter: quoted(value) })
    expect(url).toBe(`?$filter=${printed}`)
    expect(new URL(`https://x.test/${url}`).searchParams.get('$filter')).toBe(quoted(value))
  })

  test('an "or" beside an "and" gets parentheses', () => {
    expect(allOf([anyOf(["a eq 'x'", "a eq 'y'"]), 'b eq 1'])).toBe("(a eq 'x' or a eq 'y') and b eq 1")
    expect(allOf([anyOf(["a eq 'x'", "a eq 'y'"])])).toBe("a eq 'x' or a eq 'y'")
  })
})

test('chunks hold neither more values nor more characters than allowed', () => {
  const limits = { maxCount: 3, maxLength: 10 }
  expect(chunked(['aaaa', 'bbbb', 'cccc', 'd', 'e', 'f'], limits, (text) => text.length)).toEqual([
    ['aaaa', 'bbbb'],
    ['cccc', 'd', 'e'],
    ['f'],
  ])
})
