/** The first line of a request inside a multipart batch: `GET /api/items HTTP/1.1`. Read by position, since a pattern with two runs of spaces can be made to hang. */

export interface RequestLine {
  readonly method: string
  readonly url: string
}

/** Undefined for what is no request line. Spaces inside the address stay; the version may be absent. */
export function readRequestLine(line: string): RequestLine | undefined {
  const text = line.trimEnd()
  const methodEnd = text.indexOf(' ')
  const method = text.slice(0, Math.max(methodEnd, 0))
  if (!/^[A-Za-z]+$/.test(method)) return undefined
  const rest = text.slice(methodEnd).trimStart()
  const urlEnd = rest.lastIndexOf(' ')
  const isVersion = urlEnd > 0 && /^HTTP\/\d(?:\.\d)?$/.test(rest.slice(urlEnd + 1))
  return { method: method.toUpperCase(), url: isVersion ? rest.slice(0, urlEnd).trimEnd() : rest }
}
