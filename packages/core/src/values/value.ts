/**
 * Values in canonical form: what mappings convert, the planner compares and bases hold.
 *
 * - blank is `null` on both sides: Business Central's `""`, zero GUID and `0001-01-01` are `null` here;
 * - money and quantities are plain decimal strings without trailing zeros (`"12.5"`, `"-3"`, `"0"`), never floats;
 * - dates are `YYYY-MM-DD`, instants UTC ISO 8601 with milliseconds, ids lower-case GUIDs;
 * - options are the service's own member: a name (ERP) or a number (CRM); integers are numbers.
 */
export type Value = string | number | boolean | null

export type Values = Readonly<Record<string, Value>>
