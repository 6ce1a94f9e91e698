/** `address1_composite`: the address as people write it, kept by the service. */
import type { Draft } from '@koble/odata-server'

export function fillComposites(draft: Draft, ...prefixes: readonly string[]): void {
  for (const prefix of prefixes) draft[`${prefix}_composite`] = composite(draft, prefix)
}

function composite(draft: Draft, prefix: string): string | null {
  const part = (name: string): string => String(draft[`${prefix}_${name}`] ?? '')
  const place = [part('city'), [part('stateorprovince'), part('postalcode')].filter(Boolean).join(' ')]
  const lines = [part('line1'), part('line2'), part('line3'), place.filter(Boolean).join(', '), part('country')]
  return lines.filter(Boolean).join('\r\n') || null
}
