/** Who may import whom: ARCHITECTURE's table, held for declared dependencies; `turbo boundaries` holds that imports are declared. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('../../..', import.meta.url).pathname

const connectors = ['business-central', 'dataverse']
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  mappings: ['core', ...connectors],
  'odata-client': [],
  'business-central': ['core', 'odata-client'],
  dataverse: ['core', 'odata-client'],
  store: ['core'],
  widget: ['server'],
  ui: [],
  admin: ['ui', 'widget', 'server'],
  'odata-server': [],
  'mock-erp': ['odata-server', 'ui'],
  'mock-crm': ['odata-server', 'ui'],
  testing: ['core'],
  server: ['core', 'mappings', ...connectors, 'odata-client', 'store', 'widget'],
}
/** Tests may use the contract suites besides. */
const testsMayImport = ['testing']
/** Of the server these may use only the types of its routes. */
const typesOnly = ['widget', 'admin']

const folders = ['packages', 'apps'].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => join(folder, name)),
)

interface Manifest {
  name: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}
const workspaceNames = (dependencies: Record<string, string> = {}): string[] =>
  Object.keys(dependencies)
    .filter((name) => name.startsWith('@koble/'))
    .map((name) => name.slice('@koble/'.length))

const sourcesOf = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return name === 'node_modules' || name === 'dist' ? [] : sourcesOf(path)
    return name.endsWith('.ts') ? [path] : []
  })

test.each(folders)('%s depends only on what the table allows', (folder) => {
  const name = folder.split('/')[1]!
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
  const allowed = mayImport[name]
  expect(allowed, `${name} has a line in the table`).toBeDefined()
  const declared = workspaceNames(manifest.dependencies)
  const declaredForTests = workspaceNames(manifest.devDependencies)
  expect(declared.filter((other) => !allowed!.includes(other))).toEqual([])
  expect(declaredForTests.filter((other) => ![...allowed!, ...testsMayImport].includes(other))).toEqual([])
})

test.each(typesOnly)('%s imports only types of the server', (name) => {
  const folder = folders.find((each) => each.endsWith(`/${name}`))!
  const offending = sourcesOf(join(root, folder)).filter((file) =>
    /^import (?!type )[^;]*from '@koble\/server/m.test(readFileSync(file, 'utf8')),
  )
  expect(offending).toEqual([])
})

test.each(folders)('sources of %s import the testing package only in tests', (folder) => {
  if (folder.endsWith('/testing')) return
  const offending = sourcesOf(join(root, folder, 'src')).filter(
    (file) => !/\.(test|test-d|prop|bench)\b/.test(file) && readFileSync(file, 'utf8').includes("from '@koble/testing"),
  )
  expect(offending).toEqual([])
})
