/** A GUID that is always the same for the same name, so that a seed gives the same ids on every machine. */
import { createHash } from 'node:crypto'

export function fixedGuid(name: string): string {
  const hex = createHash('sha1').update(`koble-crm/${name}`).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`
}
