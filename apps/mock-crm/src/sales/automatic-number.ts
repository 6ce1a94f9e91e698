/**
 * Automatic numbers of quotes, orders and invoices: prefix, counter, random suffix, as `ORD-01000-X4T8K2` (reference/dataverse-protocol.md,
 * section 14). Prefix and counter are the organization's; the suffix comes from the seeded generator, so that runs repeat.
 */
import type { WriteContext } from '@koble/odata-server'
import { organizationOf } from '../service/users.ts'
import type { SalesDocument } from './documents.ts'

export function automaticNumber(
  { prefix, counter }: NonNullable<SalesDocument['number']>,
  { data, newId }: Pick<WriteContext, 'data' | 'newId'>,
): string {
  const organization = organizationOf(data)
  const number = Number(organization?.[counter] ?? 0)
  if (organization !== undefined) data.update('organization', organization.id, { [counter]: number + 1 })
  const parts = [
    organization?.[prefix],
    String(number).padStart(5, '0'),
    suffixOf(newId(), Number(organization?.['uniquespecifierlength'] ?? 6)),
  ]
  return parts.filter(Boolean).join('-')
}

/** Letters and digits in turn. */
function suffixOf(id: string, length: number): string {
  const bytes = id.replaceAll('-', '').match(/../g) ?? []
  return bytes
    .slice(0, length)
    .map((byte, at) => (at % 2 === 0 ? letter(parseInt(byte, 16)) : String(parseInt(byte, 16) % 10)))
    .join('')
}

const letter = (byte: number): string => String.fromCharCode(65 + (byte % 26))
