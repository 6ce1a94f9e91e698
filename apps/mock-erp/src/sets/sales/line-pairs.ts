/** The records that a sales line names besides its object (business-central-protocol, section 13.3). */
import type { PropertyDefinition, Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError, relationError } from '../../rules/refusals.ts'
import { text } from '../../rules/setup.ts'
import { validateLine } from '../../sales/validate-line.ts'
import { names } from '../../tables/names.ts'
import { codePair } from '../party-properties.ts'
import { idProperty, keyProperty } from '../pair.ts'
import { codeField, guid, idOf } from '../properties.ts'
import { lineField, linePair } from './line-field.ts'

const unit = linePair('unitOfMeasureCode', codePair(names.unit, 'unitOfMeasureCode'))
const unitCode = keyProperty('unitOfMeasureCode', unit)

/** A code that is no unit at all is refused as one that is none of the item's. */
export const unitOfMeasureCode: PropertyDefinition = {
  ...unitCode,
  set: (draft, value, context) => {
    const known = value === '' || context.data.lookup(names.unit, ['code'], [String(value)]) !== undefined
    if (known) unitCode.set?.(draft, value, context)
    else validateLine(draft, 'unitOfMeasureCode', value, context)
  },
}

export const unitOfMeasureId: PropertyDefinition = idProperty('unitOfMeasureId', unit)

const locationPair = linePair('locationCode', codePair(names.location, 'locationCode'))
export const locationId = idProperty('locationId', locationPair)
export const locationCode = keyProperty('locationCode', locationPair)

export const variantOf = (row: Readonly<Record<string, unknown>>, data: Reader): Row | undefined => {
  const code = text(row, 'variantCode')
  return code === '' ? undefined : data.lookup(names.itemVariant, ['itemId', 'code'], [text(row, 'objectId'), code])
}

/** An id knows its item: a variant of another one is refused. */
export const itemVariantId: PropertyDefinition = guid({
  get: (row, { data }) => idOf(variantOf(row, data)),
  set: (draft, value, context) => {
    if (value === idOf(variantOf(draft, context.data))) return
    const variant = context.data.get(names.itemVariant, String(value))
    if (value !== emptyGuid && variant === undefined) {
      dialogError('The "itemVariantId" does not match to a Item Variant.')
    }
    const code = text(variant ?? {}, 'code')
    if (variant !== undefined && variant['itemId'] !== draft['objectId']) {
      relationError('Variant Code', names.salesLine, code, names.itemVariant)
    }
    validateLine(draft, 'variantCode', code, context)
  },
})

export const itemVariantCode: PropertyDefinition = lineField('variantCode', codeField(10))
