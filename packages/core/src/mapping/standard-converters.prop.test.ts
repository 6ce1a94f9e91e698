/** The law of converters, for every standard converter and the field types that it meets. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldType } from '../entity/field-type.ts'
import { boolean, code, date, decimal, instant, integer, nullable, option, text } from '../entity/field-types.ts'
import type { Side } from '../values/side.ts'
import type { Value } from '../values/value.ts'
import type { Converted } from './converter.ts'
import { fit } from './fit.ts'
import { standardConverters } from './standard-converters.ts'
import type { ConverterUse } from './table-mapping.ts'

interface Subject {
  readonly title: string
  readonly use: ConverterUse
  readonly erp: FieldType
  readonly crm: FieldType
  readonly erpValues: fc.Arbitrary<Value>
  readonly crmValues: fc.Arbitrary<Value>
}

const texts = fc.option(fc.string({ maxLength: 12 }).map((value) => value || 'x'))
/** What a field of that scale can hold. */
const decimals = (scale: number) =>
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => String(value / 10 ** scale))
const days = fc.constantFrom('2026-01-31', '2024-02-29', '1999-12-31')
const instants = fc.constantFrom('2026-01-31T00:00:00.000Z', '2026-01-31T23:59:59.999Z')
const members = { All: 1, Invoice: 0, Ship: 0, _x0020_: 0 }
const back = { '0': '_x0020_' }
const blocked = option('_x0020_', 'Ship', 'Invoice', 'All')
const blockedValues = fc.constantFrom<Value>('_x0020_', 'Ship', 'Invoice', 'All')

const subjects: readonly Subject[] = [
  {
    title: 'same text',
    use: { name: 'same' },
    erp: nullable(text(8)),
    crm: nullable(text(10)),
    erpValues: texts,
    crmValues: texts,
  },
  {
    title: 'same code',
    use: { name: 'same' },
    erp: nullable(code(10)),
    crm: nullable(text(10)),
    erpValues: texts.map((value) => value?.trim().toUpperCase() || null),
    crmValues: texts,
  },
  {
    title: 'same decimal of other scales',
    use: { name: 'same' },
    erp: decimal(2),
    crm: nullable(decimal(3)),
    erpValues: decimals(2),
    crmValues: fc.option(decimals(3)),
  },
  {
    title: 'an exchange rate, inverted',
    use: { name: 'inverse' },
    erp: decimal(15),
    crm: nullable(decimal(10)),
    erpValues: fc.integer({ min: 1, max: 10_000_000 }).map((value) => String(value / 10_000)),
    crmValues: fc.integer({ min: 1, max: 10_000_000 }).map((value) => String(value / 10_000)),
  },
  {
    title: 'decimal places',
    use: { name: 'decimal-places' },
    erp: nullable(text(5)),
    crm: nullable(integer()),
    erpValues: fc.constantFrom<Value>('2:2', '0:2', '0:0', '2:4', null),
    crmValues: fc.constantFrom<Value>(0, 1, 2, 3, 4),
  },
  {
    title: 'text',
    use: { name: 'text', parameters: { case: 'upper' } },
    erp: nullable(text(10)),
    crm: nullable(text(10)),
    erpValues: texts,
    crmValues: texts,
  },
  {
    title: 'decimal',
    use: { name: 'decimal' },
    erp: decimal(2),
    crm: nullable(decimal(4)),
    erpValues: decimals(2),
    crmValues: fc.option(decimals(4)),
  },
  {
    title: 'date to instant',
    use: { name: 'date' },
    erp: nullable(date()),
    crm: nullable(instant()),
    erpValues: fc.option(days),
    crmValues: fc.option(instants),
  },
  {
    title: 'instant to date',
    use: { name: 'date' },
    erp: nullable(instant()),
    crm: nullable(date()),
    erpValues: fc.option(instants),
    crmValues: fc.option(days),
  },
  {
    title: 'option-map',
    use: { name: 'option-map', parameters: { members, back } },
    erp: blocked,
    crm: option(0, 1),
    erpValues: blockedValues,
    crmValues: fc.constantFrom<Value>(0, 1),
  },
  {
    title: 'boolean-option',
    use: { name: 'boolean-option', parameters: { yes: 'All', no: '_x0020_' } },
    erp: blocked,
    crm: boolean(),
    erpValues: blockedValues,
    crmValues: fc.boolean(),
  },
]

const converterOf = ({ use, erp, crm }: Subject) => {
  const built = standardConverters.get(use.name)?.build(use.parameters ?? {}, { erp, crm })
  if (built === undefined || typeof built === 'string') throw new Error(built ?? `no converter ${use.name}`)
  const chain = (converted: Converted, type: FieldType) => ('ok' in converted ? fit(type, converted.ok) : converted)
  return {
    crm: (value: Value) => chain(built.toCrm(value), crm),
    erp: (value: Value) => chain(built.toErp(value), erp),
  }
}

describe.each(subjects.map((subject) => [subject.title, subject] as const))('%s', (_, subject) => {
  const convert = converterOf(subject)
  const holds = (values: fc.Arbitrary<Value>, there: Side, back: Side) =>
    fc.assert(
      fc.property(values, (value) => {
        const arrived = convert[there](value)
        if (!('ok' in arrived)) return
        const returned = convert[back](arrived.ok)
        if (!('ok' in returned)) return
        expect(convert[there](returned.ok)).toEqual(arrived)
      }),
    )

  it('going there, back and there again arrives at the same value', () => {
    holds(subject.erpValues, 'crm', 'erp')
    holds(subject.crmValues, 'erp', 'crm')
  })
})

describe('what converters refuse', () => {
  it.each([
    ['option-map', {}, 'members'],
    ['option-map', { members }, 'back'],
    ['option-map', { members, back: { '0': 'All' } }, 'back'],
    ['boolean-option', { yes: 'All' }, 'no'],
    ['text', { case: 'title' }, 'case'],
  ])('%s says which parameter is wrong', (name, parameters, word) => {
    const built = standardConverters.get(name)?.build(parameters, { erp: text(), crm: text() })
    expect(built).toContain(word)
  })

  it('an option without a partner is a problem, not a guess', () => {
    const converter = standardConverters
      .get('option-map')
      ?.build({ members, back }, { erp: blocked, crm: option(0, 1) })
    expect(typeof converter === 'object' && converter.toErp(7)).toMatchObject({ problem: 'no-such-option' })
  })
})
