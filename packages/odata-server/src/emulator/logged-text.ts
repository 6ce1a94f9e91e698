/** What the request log shows of headers and bodies: the beginning, and nothing that signs in. */

const longestText = 4096

const shownHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'client-request-id',
  'consistencylevel',
  'content-type',
  'data-access-intent',
  'etag',
  'if-match',
  'if-none-match',
  'location',
  'mscrm.suppressduplicatedetection',
  'mscrm.bypasscustompluginexecution',
  'mscrmcallerid',
  'callerobjectid',
  'odata-entityid',
  'odata-maxversion',
  'odata-version',
  'prefer',
  'preference-applied',
  'retry-after',
  'user-agent',
  'www-authenticate',
])

export function shownHeadersOf(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => shownHeaders.has(name) || name.startsWith('x-ms-')))
}

export function shownBody(body: string | Uint8Array | undefined): string {
  if (body === undefined) return ''
  const text = typeof body === 'string' ? body : textOf(body)
  return text.length <= longestText ? withoutSecrets(text) : `${withoutSecrets(beginning(text))}…`
}

/** A copy: a slice would keep the whole text in memory for as long as the log lives. */
const beginning = (text: string): string => Buffer.from(text.slice(0, longestText), 'utf16le').toString('utf16le')

/** The beginning as text; what is no text is only counted. */
function textOf(bytes: Uint8Array): string {
  try {
    // In a stream, so that a character cut in two is left out instead of refused.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, longestText * 4), { stream: true })
  } catch {
    return `(${bytes.length} bytes)`
  }
}

const secrets = 'client_secret|client_assertion|password|access_token|refresh_token|authvalue|clientState'
// A value may end where the text was cut.
const inJson = new RegExp(String.raw`("(?:${secrets})"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|\\?$)`, 'gi')
const inForm = new RegExp(`((?:^|&)(?:${secrets})=)[^&]*`, 'gi')

function withoutSecrets(text: string): string {
  return text.replace(inJson, '$1"***"').replace(inForm, '$1***')
}
