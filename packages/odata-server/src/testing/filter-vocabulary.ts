/** What random filters over the shop are made of: properties, literals, functions and operators by the kind of value that they give. */
import type { BinaryOperator, LiteralType } from '../model/dialect.ts'
import type { Scalar } from '../model/value.ts'

export type Kind = 'String' | 'Number' | 'Boolean' | 'Date' | 'DateTimeOffset' | 'TimeOfDay' | 'Duration' | 'Guid'

export type Entity = 'customer' | 'order'

export const words = ['', 'a', 'A', 'ab', "o'b", 'Ä ö', 'a&b', 'x+y', '100%', ' b ', 'null', "''", 'é/#?']
export const decimals = ['0', '1', '-1', '2.5', '0.1', '1000000.25', '-3.75', '12345678901234567890.123456789']
export const dates = ['2026-01-31', '2024-02-29', '1999-12-31', '0001-01-01', '9999-12-31']
export const instants = ['2026-01-31T10:00:00.000Z', '2026-01-31T10:00:00.123Z', '1999-12-31T23:59:59.000Z']
export const times = ['00:00:00', '10:30:00', '23:59:59.999', '10:30:00.5']
export const durations = ['PT0S', 'P1DT3600S', '-PT90.5S', 'PT600S', 'PT5400S']
export const ids = Array.from({ length: 4 }, (_, at) => `00000000-0000-4000-8000-0000000000c${at}`)

export const literals: Readonly<Record<Kind, readonly (readonly [LiteralType, Scalar])[]>> = {
  String: [...words, 'N00', 'N01'].map((word) => ['String', word] as const),
  Number: [
    ...decimals.map(
      (text) => [text.includes('.') ? 'Decimal' : 'Int', text.includes('.') ? text : Number(text)] as const,
    ),
    ['Int', 2],
    ['Int', 7],
    ['Double', '1e3'],
    ['Double', '25e-1'],
    ['Decimal', '2.50'],
  ],
  Boolean: [
    ['Boolean', true],
    ['Boolean', false],
  ],
  Date: dates.map((date) => ['Date', date] as const),
  DateTimeOffset: [
    ...instants.map((text) => ['DateTimeOffset', text] as const),
    ['DateTimeOffset', '2026-01-31T12:00:00+02:00'],
    ['DateTimeOffset', '2026-01-31T10:00:00.1234567Z'],
    ['DateTimeOffset', '1999-12-31T23:59Z'],
  ],
  TimeOfDay: [...times, '10:30', '10:30:00.50'].map((text) => ['TimeOfDay', text] as const),
  Duration: [...durations, 'PT1H30M', 'P1DT1H', '-PT1M30.5S'].map((text) => ['Duration', text] as const),
  Guid: ids.map((id, at) => ['Guid', at % 2 === 0 ? id : id.toUpperCase()] as const),
}

export const properties: Readonly<Record<Entity, Readonly<Partial<Record<Kind, readonly string[]>>>>> = {
  customer: {
    String: ['name', 'city', 'kind', 'number', 'currency/code'],
    Number: ['credit', 'rank', 'weight', 'orders/$count'],
    Boolean: ['active'],
    Date: ['since'],
    DateTimeOffset: ['seen'],
    TimeOfDay: ['opens'],
    Duration: ['lead'],
    Guid: ['id', 'currencyId', 'currency/id'],
  },
  order: {
    String: ['note', 'customer/name', 'customer/currency/code'],
    Number: ['amount', 'customer/credit', 'customer/rank'],
    Boolean: ['customer/active'],
    Date: ['customer/since'],
    Guid: ['id', 'customerId'],
  },
}

/** Functions by the kind of their result, with the kinds of their arguments. */
export const functions: Readonly<
  Partial<Record<Kind, readonly (readonly [name: string, ...kinds: readonly Kind[]])[]>>
> = {
  String: [
    ['tolower', 'String'],
    ['toupper', 'String'],
    ['trim', 'String'],
    ['concat', 'String', 'String'],
    ['substring', 'String', 'Number'],
    ['substring', 'String', 'Number', 'Number'],
  ],
  Number: [
    ['length', 'String'],
    ['indexof', 'String', 'String'],
    ['year', 'Date'],
    ['month', 'DateTimeOffset'],
    ['day', 'Date'],
    ['hour', 'DateTimeOffset'],
    ['minute', 'TimeOfDay'],
    ['second', 'DateTimeOffset'],
    ['fractionalseconds', 'TimeOfDay'],
    ['totalseconds', 'Duration'],
    ['totaloffsetminutes', 'DateTimeOffset'],
    ['round', 'Number'],
    ['floor', 'Number'],
    ['ceiling', 'Number'],
  ],
  Boolean: [
    ['contains', 'String', 'String'],
    ['startswith', 'String', 'String'],
    ['endswith', 'String', 'String'],
  ],
  Date: [['date', 'DateTimeOffset']],
  TimeOfDay: [['time', 'DateTimeOffset']],
  DateTimeOffset: [['now'], ['mindatetime'], ['maxdatetime']],
}

/** Operators by the kind of their result: left, operator, right. */
export const arithmetic: Readonly<Partial<Record<Kind, readonly (readonly [Kind, BinaryOperator, Kind])[]>>> = {
  Number: (['add', 'sub', 'mul', 'div', 'div', 'divby', 'mod'] as const).map((operator) => [
    'Number',
    operator,
    'Number',
  ]),
  Date: [
    ['Date', 'add', 'Duration'],
    ['Date', 'sub', 'Duration'],
  ],
  DateTimeOffset: [
    ['DateTimeOffset', 'add', 'Duration'],
    ['DateTimeOffset', 'sub', 'Duration'],
  ],
  Duration: [
    ['Duration', 'add', 'Duration'],
    ['Date', 'sub', 'Date'],
    ['DateTimeOffset', 'sub', 'DateTimeOffset'],
  ],
}
