/** The addresses that a sales header copies: sell-to, bill-to, ship-to. */
import type { PropertyDefinition } from '@koble/odata-server'
import { codeField, readOnly, text } from '../properties.ts'
import { headerField } from './header-field.ts'

type Properties = Readonly<Record<string, PropertyDefinition>>
type Address = 'sellTo' | 'billTo' | 'shipTo'

const PARTS = {
  AddressLine1: text(100),
  AddressLine2: text(50),
  City: text(30),
  Country: codeField(10),
  State: text(30),
  PostCode: codeField(20),
}

/** Six properties. The same columns on documents that can be changed and on posted ones. */
export const address = (prefix: Address): Properties =>
  Object.fromEntries(
    (Object.keys(PARTS) as (keyof typeof PARTS)[]).map((part) => [
      `${prefix}${part}`,
      headerField(`${prefix}${part}`, PARTS[part]),
    ]),
  )

export const readOnlyProperties = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, readOnly(property)]))
