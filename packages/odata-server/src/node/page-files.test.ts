import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageFiles } from './page-files.ts'

let root: string
let answer: (pathname: string) => Promise<Response>

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'page-files-'))
  await mkdir(join(root, 'dist', 'assets'), { recursive: true })
  await writeFile(join(root, 'secret.json'), '{}')
  await writeFile(join(root, 'dist', 'index.html'), '<p>page</p>')
  await writeFile(join(root, 'dist', 'assets', 'main-1a.js'), 'export {}')
  answer = pageFiles({ directory: join(root, 'dist'), notBuilt: 'Build them.' })
})
afterAll(() => rm(root, { recursive: true }))

test.each([
  ['/', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/customers/42', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/assets/main-1a.js', 200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ['/assets/other.js', 404, 'text/plain; charset=utf-8', null],
  ['/unknown.exe', 404, 'text/plain; charset=utf-8', null],
])('%s is answered %i', async (path, status, type, cache) => {
  const { headers, ...response } = await answer(path).then((found) => ({
    headers: found.headers,
    status: found.status,
  }))
  expect([response.status, headers.get('Content-Type'), headers.get('Cache-Control')]).toEqual([status, type, cache])
})

test.each([
  '/../secret.json',
  '/..%2fsecret.json',
  '/assets/..%2f..%2f..%2fsecret.json',
  '/..%5csecret.json',
  '/%2e%2e/secret.json',
  '/%00.json',
  '/%zz.json',
  '/assets.json/../../../secret.json',
])('%s does not lead out of the folder', async (path) => {
  expect((await answer(path)).status).toBe(404)
})

test('pages that were not built say what to do', async () => {
  const response = await pageFiles({ directory: join(root, 'none'), notBuilt: 'Build them.' })('/customers')
  expect([response.status, await response.text()]).toEqual([503, 'Build them.\n'])
})
