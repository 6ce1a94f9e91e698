import type { Value } from '../../values/value.ts'
import type { ConverterDefinition } from '../converter.ts'

/**
 * An ERP amount in which 0 means "none" (a credit limit) and a CRM amount that can be blank: 0 becomes blank, blank
 * becomes 0. A CRM 0 agrees with an ERP 0.
 */
export const decimal: ConverterDefinition = {
  name: 'decimal',
  label: 'Amount in which zero is none',
  build: () => ({
    toCrm: (value) => ({ ok: isZero(value) ? null : value }),
    toErp: (value) => ({ ok: value ?? '0' }),
  }),
}

const isZero = (value: Value): boolean => value === '0' || value === 0
