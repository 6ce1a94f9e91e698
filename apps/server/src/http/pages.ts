/** `/` the console, `/widget/…` the widget's files. Pages never come from anywhere but this server. */
import { Hono } from 'hono'
import type { ApiEnv } from './api-env.ts'
import { staticFiles } from './static-files.ts'

const adminPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ')

/** Hashed assets never change; everything else is asked again. */
const adminCache = (path: string): string =>
  path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'

export function pages(folders: { readonly admin: string; readonly widget: string }) {
  const admin = staticFiles(folders.admin, adminCache)
  const widget = staticFiles(folders.widget, () => 'public, max-age=300')
  return new Hono<ApiEnv>()
    .get('/widget/*', async (c, next) => {
      const file = await widget.read(c.req.path.slice('/widget/'.length))
      if (file === null) return next()
      // Any page may embed the widget; it holds no secret, and every figure needs a token.
      file.headers.set('access-control-allow-origin', '*')
      file.headers.set('cross-origin-resource-policy', 'cross-origin')
      return file
    })
    .get('*', async (c, next) => {
      if (/^\/(api|widget)\//.test(c.req.path)) return next()
      const file =
        (await admin.read(c.req.path)) ??
        (isPage(c.req.path, c.req.header('accept')) ? await admin.read('index.html') : null)
      if (file === null)
        return c.req.path === '/'
          ? c.text('The console is not built. Run: npm start, or turbo run build --filter=@koble/admin', 503)
          : next()
      file.headers.set('content-security-policy', adminPolicy)
      file.headers.set('referrer-policy', 'no-referrer')
      return file
    })
}

/** The console's own addresses are pages to a browser; the root is one to everybody. */
const isPage = (path: string, accept: string | undefined): boolean =>
  path === '/' || (accept?.includes('text/html') ?? false)
