/**
 * Where a path or a link of the service goes. Links are used unchanged but for their origin, which stays the connection's: a
 * link in an answer never decides where our token is sent.
 */
const absolute = /^https?:\/\/[^/?#]+/i

export function rebase(baseUrl: string, pathOrLink: string): string {
  const origin = absolute.exec(baseUrl)?.[0]
  if (origin === undefined) throw new TypeError(`"${baseUrl}" is no http address`)
  if (absolute.test(pathOrLink)) return origin + pathOrLink.replace(absolute, '')
  return pathOrLink.startsWith('/') ? origin + pathOrLink : `${baseUrl}/${pathOrLink}`
}
