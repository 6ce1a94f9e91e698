/** One field's value carried to the other side: converted, or translated through couplings, and fitted to the target. */
import type { FieldType } from '../entity/field-type.ts'
import type { Converted } from '../mapping/converter.ts'
import { fit } from '../mapping/fit.ts'
import type { ResolvedField } from '../mapping/resolved-mapping.ts'
import type { ReferenceUse } from '../mapping/table-mapping.ts'
import type { RecordId } from '../values/ids.ts'
import type { Side } from '../values/side.ts'
import type { Value } from '../values/value.ts'
import type { Links } from './plan-input.ts'

/** The id whose link is the ERP's local currency, of which the ERP keeps no record. */
export const localCurrencyId = ''

/** `missing`: the record that the value refers to is not coupled. */
export type Carried = Converted | { readonly missing: RecordId }

export type LinksByMapping = ReadonlyMap<string, Links>

export function carry(field: ResolvedField, to: Side, value: Value, links: LinksByMapping): Carried {
  const target = field[to]?.type ?? field[to === 'erp' ? 'crm' : 'erp']?.type ?? anything
  const reference = field.mapping.reference
  if (reference !== undefined) return translate(reference, to, value, target, links)
  const converted = to === 'crm' ? field.converter.toCrm(value) : field.converter.toErp(value)
  return 'ok' in converted ? fit(target, converted.ok) : converted
}

/** Whether an empty ERP value of this field means something. */
export const blankIsValue = (field: ResolvedField, side: Side): boolean =>
  side === 'erp' && field.mapping.reference?.blankMeans === 'localCurrency'

const anything: FieldType = { kind: 'text', nullable: true }

function translate(reference: ReferenceUse, to: Side, value: Value, target: FieldType, links: LinksByMapping): Carried {
  const namesLocalCurrency = value === null && to === 'crm' && reference.blankMeans === 'localCurrency'
  if (value === null && !namesLocalCurrency) return { ok: null }
  const id = value === null ? localCurrencyId : String(value)
  const found = links.get(reference.mapping)
  const partner = (to === 'crm' ? found?.toCrm : found?.toErp)?.get(id)
  if (partner === undefined) return { missing: id as RecordId }
  return { ok: partnerValue(target, partner) }
}

/** A partner's id as the field holds it: an option's number where the partner is an option. */
function partnerValue(target: FieldType, partner: string): Value {
  if (partner === localCurrencyId) return null
  const isNumber = (target.kind === 'option' || target.kind === 'integer') && /^-?\d+$/.test(partner)
  return isNumber ? Number(partner) : partner
}
