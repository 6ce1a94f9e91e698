/** Serves the people's pages that `vite build` made; every path without a file extension is the one page. */
import { existsSync, readFileSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url))

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
}

const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"

export function servePages(url: URL, method: string): Response {
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'The pages of the mock ERP are only read.')
  if (url.pathname === '/healthz') return Response.json({ status: 'ok', service: 'mock-erp' })
  if (url.pathname.startsWith('/v2.0')) {
    return plain(
      404,
      'There is no API root at this address. Use /v2.0/sandbox/api/v2.0 or /v2.0/sandbox/api/koble/connector/v1.0.',
    )
  }
  const extension = extname(url.pathname)
  const file = extension === '' ? 'index.html' : safePath(url.pathname)
  const path = file === undefined ? undefined : join(DIST, file)
  if (path !== undefined && existsSync(path)) return fileResponse(path)
  if (extension !== '') return plain(404, `There is no file ${url.pathname}.`)
  return plain(503, 'The pages of the mock ERP are not built. Run: pnpm --filter @koble/mock-erp build')
}

/** The path below dist/, or undefined when it leads out of it. */
function safePath(pathname: string): string | undefined {
  try {
    const path = normalize(decodeURIComponent(pathname)).replace(/^[/\\]+/, '')
    return path.includes('\0') || path.startsWith('..') ? undefined : path
  } catch {
    return undefined
  }
}

function fileResponse(path: string): Response {
  const isHashed = path.includes('/assets/')
  return new Response(readFileSync(path), {
    headers: {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

const plain = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
