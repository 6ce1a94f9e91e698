/** `discountAppliedBeforeTax`: where there is VAT, the opposite of prices including tax (business-central-protocol, section 13.3). */
import type { ReadContext, Row } from '@koble/odata-server'
import { names } from '../../tables/names.ts'

export const discountBeforeTax = (header: Readonly<Record<string, unknown>>): boolean =>
  header['pricesIncludeTax'] !== true

export const discountBeforeTaxOfLine = (line: Row, { data }: ReadContext): boolean =>
  discountBeforeTax(data.get(names.salesHeader, String(line['documentId'])) ?? {})
