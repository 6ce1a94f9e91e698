/** The values that rows hold and bodies carry. Truth: OData JSON Format 4.01, section 7, and the two services' value tables. */

/**
 * One stored value. Decimals are canonical strings ("12.5", never "12.50" or "1e3"), GUIDs lower-case strings, dates `YYYY-MM-DD`,
 * instants `YYYY-MM-DDTHH:mm:ss.sssZ`, Int64 a safe integer, binary base64 text.
 */
export type Scalar = string | number | boolean | null

export type EdmType =
  | 'Guid'
  | 'String'
  | 'Boolean'
  | 'Int32'
  | 'Int64'
  | 'Decimal'
  | 'Double'
  | 'Date'
  | 'TimeOfDay'
  | 'DateTimeOffset'
  | 'Duration'
  | 'Binary'
  | 'Stream'

/** A number whose digits a JavaScript number would lose, or that must be printed as written (`20000.0000`). */
export class RawNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Json = null | boolean | number | string | RawNumber | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

export const emptyGuid = '00000000-0000-0000-0000-000000000000'
