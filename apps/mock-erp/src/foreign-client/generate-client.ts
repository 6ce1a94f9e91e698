/** A typed OData v4 client that `odata2ts` generates from a metadata document; kept in a cache by the document's content, because generating takes seconds. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const require = createRequire(import.meta.url)
const generator = require.resolve('@odata2ts/odata2ts/lib/run-cli.js')
const version: unknown = require('@odata2ts/odata2ts/package.json').version
const cache = fileURLToPath(new URL('../../node_modules/.cache/odata2ts/', import.meta.url))

/** CommonJS, as the packages are that the client stands on. */
const compilerOptions = {
  target: 'ES2022',
  module: 'commonjs',
  moduleResolution: 'node',
  skipLibCheck: true,
  types: [],
}

/** The exports of the generated service's module. */
export async function generateClient(metadata: string): Promise<Readonly<Record<string, unknown>>> {
  const hash = createHash('sha256')
    .update(`${String(version)} ${metadata}`)
    .digest('hex')
    .slice(0, 16)
  const folder = join(cache, hash)
  if (!existsSync(folder)) await generate(metadata, folder)
  return require(join(folder, 'client/MicrosoftNavService.js')) as Readonly<Record<string, unknown>>
}

/** Into a folder beside it first: a run that is cut off leaves nothing that looks finished. */
async function generate(metadata: string, folder: string): Promise<void> {
  const draft = `${folder}-${process.pid}`
  await mkdir(draft, { recursive: true })
  try {
    await writeFile(join(draft, 'metadata.xml'), metadata)
    await writeFile(join(draft, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
    const wanted = ['-s', 'metadata.xml', '-o', 'client', '-m', 'all', '-e', 'js']
    const { stdout } = await promisify(execFile)(process.execPath, [generator, ...wanted], { cwd: draft })
    if (!stdout.includes('Successfully finished!')) throw new Error(`odata2ts did not finish:\n${stdout}`)
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
