/** Koble's own `itemUnits` and `resourceUnits` pages: one shape over two tables (docs/koble-api-pages.md). */
import type { EntitySetDefinition, PropertyDefinition, ReadContext, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { unitRules } from '../rules/unit-rules.ts'
import type { RecordUnits } from '../rules/units-of-record.ts'
import type { Pair } from '../sets/pair.ts'
import { bool, codeField, computed, decimal, guid, idOf, systemFields, systemId } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { numberPair, pairOf } from './party-properties.ts'

export function unitSet(
  word: 'item' | 'resource',
  units: RecordUnits,
  more: Readonly<Record<string, PropertyDefinition>> = {},
): EntitySetDefinition {
  const rules = unitRules(units)
  const owner: Pair = { ...numberPair(units.ownerTable, units.owner), ...(word === 'item' && { article: 'an' }) }
  const onlyInPost = ([name, property]: [string, PropertyDefinition]) => [
    name,
    { ...property, readOnly: 'afterInsert' },
  ]
  return {
    name: `${word}Units`,
    entityType: `${word}Unit`,
    table: units.table,
    properties: {
      id: systemId,
      ...Object.fromEntries(Object.entries(pairOf(word, 'Number', owner)).map(onlyInPost)),
      code: codeField(10),
      unitOfMeasureId: computed(guid(), (row, { data }) =>
        idOf(data.lookup(names.unit, ['code'], [text(row, 'code')])),
      ),
      quantityPerUnitOfMeasure: decimal({ column: 'quantityPerUnit' }),
      ...more,
      isBaseUnit: computed(bool(), (row, { data }) => isBase(units, row, data)),
      unitGroupId: computed(guid(), (row, { data }) => groupOf(text(row, units.owner), data)),
      ...systemFields,
    },
    ...rules,
    insert: {
      ...rules.insert,
      before: (draft, context, body) => {
        if ((text(draft, units.owner) || emptyGuid) === emptyGuid) {
          const article = word === 'item' ? ['An', 'an'] : ['A', 'a']
          dialogError(`${article[0]} "${word}Number" or ${article[1]} "${word}Id" must be provided.`)
        }
        rules.insert.before?.(draft, context, body)
      },
    },
  }
}

const isBase = (units: RecordUnits, row: Row, data: ReadContext['data']): boolean =>
  data.get(units.ownerTable, text(row, units.owner))?.['baseUnitOfMeasureCode'] === row['code']

function groupOf(sourceId: string, data: ReadContext['data']): string {
  for (const group of data.find(names.unitGroup, { sourceId })) return group.id
  return emptyGuid
}
