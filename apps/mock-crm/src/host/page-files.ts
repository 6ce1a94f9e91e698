/** The built pages. Every path without a file is the application's own route and gets its document. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const directory = fileURLToPath(new URL('../../dist', import.meta.url))

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

export async function pageFile(path: string): Promise<Response> {
  const name = normalize(path).replace(/^[/\\]+/, '')
  if (name.startsWith('..') || name.includes('\0')) return new Response('Not found.', { status: 404 })
  const extension = extname(name)
  if (extension !== '' && types[extension] !== undefined) {
    const found = await read(name)
    return found === undefined ? new Response('Not found.', { status: 404 }) : fileResponse(found, name)
  }
  const document = await read('index.html')
  return document === undefined ? notBuilt() : fileResponse(document, 'index.html')
}

async function read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(join(directory, name)))
  } catch {
    return undefined
  }
}

function fileResponse(body: Uint8Array<ArrayBuffer>, name: string): Response {
  const immutable = name.startsWith('assets/')
  return new Response(body, {
    headers: {
      'Content-Type': types[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })
}

const notBuilt = (): Response =>
  new Response('The pages of the CRM emulator are not built. Run: pnpm --filter @koble/mock-crm build', {
    status: 503,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })
