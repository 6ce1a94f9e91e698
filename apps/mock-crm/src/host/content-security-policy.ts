/** The policy of a model-driven host in strict mode, with the Koble server added where an administrator adds it (reference/crm-embedding.md, section 2.1). */

/** On one machine the server may have any port. */
const loopback = 'http://127.0.0.1:* http://localhost:*'

export function contentSecurityPolicy(kobleOrigin: string | undefined): string {
  const koble = kobleOrigin ?? loopback
  return [
    "default-src 'self'",
    `script-src 'self' ${koble}`,
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' blob: data:",
    `connect-src 'self' blob: data: wss: ${koble}`,
    "frame-src 'self' blob:",
    "worker-src 'self' blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ')
}
