/**
 * Form scripts: web resources of type script that a form loads into its own document and whose functions it calls on load
 * (reference/crm-embedding.md, section 1.2). A library that is not installed is left out, as the form of an organization without it.
 */
import type { ExecutionContext } from './form-context.ts'
import type { LibraryDefinition } from './form-definition.ts'
import { list } from './web-api.ts'

const loaded = new Map<string, Promise<boolean>>()

export async function runLibraries(libraries: readonly LibraryDefinition[], context: ExecutionContext): Promise<void> {
  for (const library of libraries) {
    const isThere = await (loaded.get(library.webResource) ?? load(library.webResource))
    const handler: unknown = isThere ? Reflect.get(window, library.onLoad) : undefined
    if (typeof handler === 'function') Reflect.apply(handler, window, [context])
  }
}

/** Asked again on the next form when it was not there: it may have been installed since. */
function load(name: string): Promise<boolean> {
  const loading = isInstalled(name).then((installed) => (installed ? insertScript(name) : false))
  loaded.set(name, loading)
  void loading.then((isThere) => (isThere ? undefined : loaded.delete(name)))
  return loading
}

async function isInstalled(name: string): Promise<boolean> {
  const url = `webresourceset?$select=name&$filter=name eq '${encodeURIComponent(name)}'`
  return list(url).then(
    (page) => page.rows.length > 0,
    () => false,
  )
}

function insertScript(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const script = document.createElement('script')
    script.src = `/WebResources/${name.split('/').map(encodeURIComponent).join('/')}`
    script.addEventListener('load', () => resolve(true))
    script.addEventListener('error', () => resolve(false))
    document.head.append(script)
  })
}
