/** The service's `$deltatoken`: row version, an exclamation mark, the time to the second (reference/dataverse-protocol.md, section 8). */
import type { DeltaState } from '@koble/odata-server'

export function encodeDelta({ version, at }: DeltaState): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(at) ?? []
  return `${version}!${month}/${day}/${year} ${time}`
}

export function decodeDelta(token: string): DeltaState | undefined {
  const [, version, month, day, year, time] = /^(\d{1,15})!(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d)$/.exec(token) ?? []
  const at = `${year}-${month}-${day}T${time}.000Z`
  if (version === undefined || Number.isNaN(Date.parse(at))) return undefined
  return { version: Number(version), at }
}
