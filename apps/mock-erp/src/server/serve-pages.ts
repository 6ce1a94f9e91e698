/** What is not the API: health, and the people's pages that `vite build` made. */
import { pageFiles } from '@koble/odata-server/node'
import { fileURLToPath } from 'node:url'

const pages = pageFiles({
  directory: fileURLToPath(new URL('../../dist', import.meta.url)),
  notBuilt: 'The pages of the mock ERP are not built. Run: pnpm --filter @koble/mock-erp build',
})

const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"

export async function servePages(url: URL, method: string): Promise<Response> {
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'The pages of the mock ERP are only read.')
  if (url.pathname === '/healthz') return Response.json({ status: 'ok', service: 'mock-erp' })
  if (url.pathname.startsWith('/v2.0')) {
    return plain(
      404,
      'There is no API root at this address. Use /v2.0/sandbox/api/v2.0 or /v2.0/sandbox/api/koble/connector/v1.0.',
    )
  }
  const response = await pages(url.pathname)
  response.headers.set('Content-Security-Policy', POLICY)
  return response
}

const plain = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
