/**
 * The server's address of a web resource. The installer writes it into the page. The `data` parameter may only name a server on
 * the user's own machine: a link that named any other would have the page sign its user in to a stranger, who could pass the
 * nonce on and take the token.
 */
const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/?$/

/** Empty when the page was not set up. */
export function serverOfPage(page: Document, search: string): string {
  const written = page.querySelector('meta[name="koble-server"]')?.getAttribute('content')?.trim() ?? ''
  if (written !== '' && !written.startsWith('{{')) return written
  const named = new URLSearchParams(search).get('data')?.trim() ?? ''
  return loopback.test(named) ? named : ''
}
