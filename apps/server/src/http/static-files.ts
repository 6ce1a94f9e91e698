/** Built pages from disk: the console with its history fallback, and the widget's bundles for other origins. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

export interface StaticFiles {
  /** The file, or null when there is none under that path. */
  read(path: string): Promise<Response | null>
}

export function staticFiles(folder: string, cacheControl: (path: string) => string): StaticFiles {
  return {
    async read(path) {
      const clean = normalize(decodePath(path)).replace(/^[/\\]+/, '')
      if (clean.startsWith('..') || clean.includes('\0')) return null
      const type = types[extname(clean)]
      const file = join(folder, clean)
      if (type === undefined || !existsSync(file)) return null
      return new Response(new Uint8Array(await readFile(file)), {
        headers: { 'content-type': type, 'cache-control': cacheControl(clean), 'x-content-type-options': 'nosniff' },
      })
    },
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
