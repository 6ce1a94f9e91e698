/** Finds the company that a request works in: key by id or name, query option, header (business-central-protocol, section 1.4). */
import type { PathSegment, ReadContext, RequestInfo, Row, Scope, ServiceRootDefinition } from '@koble/odata-server'
import { refuse } from '@koble/odata-server'
import { notImplemented } from '../rules/refusals.ts'
import { names } from '../tables/names.ts'

type Route = NonNullable<ServiceRootDefinition['route']>
type Data = ReadContext['data']

const ROOT_SCOPE: Scope = { partition: '', prefix: '' }

/** `outside`: sets that belong to no company. `missing`: sets that the service has and this emulator does not. */
export function companyRoute(outside: readonly string[], missing: ReadonlySet<string>): Route {
  return (segments, request, context) => {
    refuseReplicaWrite(request)
    for (const { name } of segments) if (missing.has(name)) notImplemented(`The entity set '${name}'`)
    const [first, ...rest] = segments
    if (first === undefined) return { scope: ROOT_SCOPE, segments }
    if (first.name === 'companies' && first.key !== undefined && rest.length > 0) {
      return {
        scope: scopeOf(companyByKey(context.data, first.key), `companies(${encodeURI(first.key)})/`),
        segments: rest,
      }
    }
    if (first.name === 'companies' || first.name.startsWith('$') || outside.includes(first.name)) {
      return { scope: ROOT_SCOPE, segments: named(context.data, segments) }
    }
    return { scope: scopeOf(companyOutsidePath(context.data, request), ''), segments }
  }
}

/** A replica is read only (business-central-protocol, section 3; the text is ours). */
function refuseReplicaWrite({ method, headers }: RequestInfo): void {
  if (method === 'GET' || method === 'HEAD' || headers.get('Data-Access-Intent')?.toLowerCase() !== 'readonly') return
  refuse(400, 'BadRequest', `'${method}' requests need the Data-Access-Intent ReadWrite.`)
}

const scopeOf = (company: Row, prefix: string): Scope => ({ partition: company.id, prefix })

/** `companies(name='…')` without more is that company's entity. */
function named(data: Data, segments: readonly PathSegment[]): readonly PathSegment[] {
  const [first] = segments
  if (first?.name !== 'companies' || first.key === undefined || !first.key.startsWith('name=')) return segments
  return [{ ...first, key: companyByKey(data, first.key).id }]
}

function companyByKey(data: Data, key: string): Row {
  const name = /^name='((?:[^']|'')*)'$/.exec(key)?.[1]
  const id = /^(?:id=)?([0-9a-fA-F-]{36})$/.exec(key)?.[1]
  if (name !== undefined) return byName(data, name.replaceAll("''", "'")) ?? unknown(name)
  return (id === undefined ? undefined : data.get(names.company, id.toLowerCase())) ?? unknown(key)
}

/** The option or header (name or id), else the only company. */
function companyOutsidePath(data: Data, request: RequestInfo): Row {
  const asked = request.url.searchParams.get('company') ?? request.headers.get('Company')
  if (asked !== null) return data.get(names.company, asked.toLowerCase()) ?? byName(data, asked) ?? unknown(asked)
  const [only, second] = [...data.scan(names.company)]
  return only !== undefined && second === undefined ? only : unknown('')
}

const byName = (data: Data, name: string): Row | undefined => data.lookup(names.company, ['name'], [name])

const unknown = (company: string): never => refuse(404, 'Internal_CompanyNotFound', `Cannot find company "${company}".`)
