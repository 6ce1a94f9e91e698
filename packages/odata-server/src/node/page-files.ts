/** The people's pages that an application built: files by name, and one document for every path of the page's own routes. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
}

export interface PageFilesOptions {
  /** What the build wrote; `assets/` in it holds files whose names change with their content. */
  readonly directory: string
  /** What to say and do when nothing was built. */
  readonly notBuilt: string
}

/** Answers a path as it stands in the URL. */
export function pageFiles(options: PageFilesOptions): (pathname: string) => Promise<Response> {
  return async (pathname) => {
    const name = extname(pathname) === '' ? 'index.html' : nameOf(pathname)
    const body = name === undefined ? undefined : await read(options.directory, name)
    if (name !== undefined && body !== undefined) return fileResponse(body, name)
    return name === 'index.html' ? plain(503, options.notBuilt) : plain(404, `There is no file ${pathname}.`)
  }
}

/** The path below the directory, or undefined when it leads out of it. */
function nameOf(pathname: string): string | undefined {
  try {
    const name = normalize(decodeURIComponent(pathname).replaceAll('\\', '/')).replace(/^\/+/, '')
    return name.includes('\0') || name.startsWith('..') ? undefined : name
  } catch {
    return undefined
  }
}

async function read(directory: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(join(directory, name)))
  } catch {
    return undefined
  }
}

function fileResponse(body: Uint8Array<ArrayBuffer>, name: string): Response {
  const isHashed = name.startsWith('assets/')
  return new Response(body, {
    headers: {
      'Content-Type': types[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

const plain = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
