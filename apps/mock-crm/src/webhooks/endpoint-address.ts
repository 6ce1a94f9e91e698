/** Where a webhook goes and how it proves itself: `authtype` 4 key in the query, 5 headers, 6 query values (section 11). */
import type { Row } from '@koble/odata-server'

export interface EndpointAddress {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

export function endpointAddress(endpoint: Row): EndpointAddress {
  const url = String(endpoint['url'] ?? '')
  const secret = String(endpoint['authvalue'] ?? '')
  if (endpoint['authtype'] === 5) return { url, headers: Object.fromEntries(settingsIn(secret)) }
  if (endpoint['authtype'] === 6) return { url: withQuery(url, settingsIn(secret)), headers: {} }
  return { url: secret === '' ? url : withQuery(url, [['code', secret]]), headers: {} }
}

function withQuery(url: string, values: readonly (readonly [string, string])[]): string {
  if (!URL.canParse(url)) return url
  const address = new URL(url)
  for (const [name, value] of values) address.searchParams.append(name, value)
  return address.href
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** `<settings><setting name='x' value='y' /></settings>`, in either kind of quotes. */
function settingsIn(xml: string): (readonly [string, string])[] {
  const settings = xml.matchAll(/<setting\s+name=('[^']*'|"[^"]*")\s+value=('[^']*'|"[^"]*")\s*\/>/g)
  return [...settings].map(([, name = '', value = '']) => [unquoted(name), unquoted(value)] as const)
}

const unquoted = (text: string): string =>
  text.slice(1, -1).replaceAll(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
