import type { ConverterDefinition } from '../converter.ts'

/** The ERP's decimal places of amounts (`2:2`, least and most; blank is 2) and the CRM's number of digits, 0 to 4. */
export const decimalPlaces: ConverterDefinition = {
  name: 'decimal-places',
  label: 'Decimal places of a currency',
  build: () => ({
    toCrm: (value) => ({ ok: Math.min(4, digitsOf(value === null ? '2:2' : String(value))) }),
    toErp: (value) => ({ ok: `${value ?? 2}:${value ?? 2}` }),
  }),
}

/** The most digits: of `0:2` they are two. */
const digitsOf = (text: string): number => Number(/(\d+)\s*$/.exec(text)?.[1] ?? 2)
