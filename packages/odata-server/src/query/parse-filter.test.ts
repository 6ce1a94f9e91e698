import { describe, expect, it } from 'vitest'
import { ProblemError } from '../model/problem.ts'
import { parseFilter } from './parse-filter.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { Problem } from '../model/problem.ts'

/** The tree as text: every operator in parentheses. */
function shape(expression: FilterExpression): string {
  switch (expression.kind) {
    case 'literal':
      return `${expression.type}:${String(expression.value)}`
    case 'path':
      return expression.path.join('/')
    case 'list':
      return `[${expression.items.map(shape).join(',')}]`
    case 'unary':
      return `(${expression.operator} ${shape(expression.operand)})`
    case 'binary':
      return `(${shape(expression.left)} ${expression.operator} ${shape(expression.right)})`
    case 'call':
      return `${expression.name}(${expression.named === undefined ? expression.args.map(shape).join(',') : JSON.stringify(expression.named)})`
    case 'lambda':
      return `${expression.path.join('/')}/${expression.operator}(${expression.variable}:${expression.predicate === undefined ? '' : shape(expression.predicate)})`
  }
}

describe('the filter grammar', () => {
  it.each([
    ['a eq 1', '(a eq Int:1)'],
    ['a eq 1 or b eq 2 and c eq 3', '((a eq Int:1) or ((b eq Int:2) and (c eq Int:3)))'],
    ['(a eq 1 or b eq 2) and c eq 3', '(((a eq Int:1) or (b eq Int:2)) and (c eq Int:3))'],
    ['a add 1 mul 2 gt 3', '((a add (Int:1 mul Int:2)) gt Int:3)'],
    ['a sub 1 sub 2 eq 0', '(((a sub Int:1) sub Int:2) eq Int:0)'],
    ["not contains(a,'x') and b", '((not contains(a,String:x)) and b)'],
    ['-a lt -1.50', '((neg a) lt Decimal:-1.5)'],
    ["name eq 'O''Brien'", "(name eq String:O'Brien)"],
    ['id eq 6F9619FF-8B86-D011-B42D-00CF4FC964FF', '(id eq Guid:6f9619ff-8b86-d011-b42d-00cf4fc964ff)'],
    ['d ge 2026-08-01', '(d ge Date:2026-08-01)'],
    ['d ge 2026-08-01T10:00:00.1Z', '(d ge DateTimeOffset:2026-08-01T10:00:00.100Z)'],
    ['d ge 2026-08-01T10:00:00+02:00', '(d ge DateTimeOffset:2026-08-01T08:00:00.000Z)'],
    ['t eq 10:30', '(t eq TimeOfDay:10:30:00)'],
    ["l gt duration'PT1H30M'", '(l gt Duration:PT5400S)'],
    ["s has Shop.Colour'Red'", '(s has Enum:Red)'],
    ['x eq null and y ne true', '((x eq Null:null) and (y ne Boolean:true))'],
    ['a in (1, 2)', '(a in [Int:1,Int:2])'],
    ["a in ['x','y']", '(a in [String:x,String:y])'],
    ["parent/name eq 'x'", '(parent/name eq String:x)'],
    ['lines/any(l:l/amount gt 1 and l/note ne null)', 'lines/any(l:((l/amount gt Int:1) and (l/note ne Null:null)))'],
    ['lines/any()', 'lines/any(:)'],
    ['lines/$count gt 2', '(lines/$count gt Int:2)'],
    ['Ns.In(PropertyName=\'a\',PropertyValues=["x","y"])', 'Ns.In({"PropertyName":"a","PropertyValues":["x","y"]})'],
    ['case(a gt 1:true,true:false)', 'case((a gt Int:1),Boolean:true,Boolean:true,Boolean:false)'],
    ['nullable eq 1', '(nullable eq Int:1)'],
    ['a eq 12345678901234567890', '(a eq Decimal:12345678901234567890)'],
    ['a eq 1e3', '(a eq Double:1000)'],
    ['$it/a eq INF', '(a eq Double:INF)'],
    ['infinity eq 1 and nan eq -inf', '((infinity eq Int:1) and (nan eq (neg inf)))'],
    ['-Item/price eq -INF', '((neg Item/price) eq Double:-INF)'],
    ['d ge 2026-08-01T10:00:00.1234567Z', '(d ge DateTimeOffset:2026-08-01T10:00:00.1234567Z)'],
    ['t eq 10:30:00.500', '(t eq TimeOfDay:10:30:00.5)'],
    ["l eq duration'P400D'", '(l eq Duration:P400D)'],
    ["l eq duration'-PT0.000000000001S'", '(l eq Duration:-PT0.000000000001S)'],
    ['a eq 0.1234567890123456789012345678901234567890', '(a eq Decimal:0.123456789012345678901234567890123456789)'],
    ["b eq binary'_-8='", '(b eq String:/+8=)'],
    ['a in (1) eq b', '((a in [Int:1]) eq b)'],
    ['not a eq b', '((not a) eq b)'],
    ['a eq b gt c', '(a eq (b gt c))'],
    ['a div 2 divby 3 mod 4', '(((a div Int:2) divby Int:3) mod Int:4)'],
    ['case(t gt 10:30:00:1,a:2)', 'case((t gt TimeOfDay:10:30:00),Int:1,a,Int:2)'],
    ['x/any(a:a/y/all(b:b/z eq a/w))', 'x/any(a:a/y/all(b:(b/z eq a/w)))'],
    ['order eq 1 and android eq 2', '((order eq Int:1) and (android eq Int:2))'],
  ])('reads %s', (text, expected) => {
    expect(shape(parseFilter(text))).toBe(expected)
  })

  it('puts aliases in place', () => {
    expect(shape(parseFilter('a eq @p and b eq @q', new Map([['@p', "'x'"]])))).toBe(
      '((a eq String:x) and (b eq Null:null))',
    )
  })

  it.each([
    '',
    'a eq',
    'a eq 1 and',
    "a eq 'x",
    '(a eq 1',
    'a eq 1)',
    'a = 1',
    'a eq 2026-13-01T00:00:00Z',
    'contains(a',
    'a b',
    'lines/any(x)',
    'f(1)/g(2)',
    '@',
    "a eq foo'x'",
    `${'('.repeat(500)}a`,
    `${'not '.repeat(500)}a`,
    'a in (1',
    'Ns.In(P=["x)',
  ])('refuses %s', (text) => {
    expect(() => parseFilter(text)).toThrow(ProblemError)
  })

  it.each([
    ['a eq', 4],
    ['a eq 1 x', 7],
    ['(a eq 1', 7],
    ['a eq 1)', 6],
    ["a eq 'x' and", 12],
    ['lines/any(x)', 11],
  ])('says at which character "%s" goes wrong', (text, position) => {
    let problem: Problem | undefined
    try {
      parseFilter(text)
    } catch (error) {
      problem = error instanceof ProblemError ? error.problem : undefined
    }
    expect(problem).toMatchObject({ kind: 'badSyntax', option: '$filter', text, position })
  })

  it('says where a literal does not end', () => {
    expect(() => parseFilter("lastname eq 'O'Bryan'")).toThrow(
      "There is an unterminated literal at position 21 in 'lastname eq 'O'Bryan''.",
    )
  })
})
