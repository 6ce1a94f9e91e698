/** The resource that a subscription names: API root, company and entity set (business-central-protocol, section 10.1). */
export type ApiRoot = 'v2.0' | 'koble/connector/v1.0'

export interface Resource {
  readonly root: ApiRoot
  /** Company by id (lower case), or by name. */
  readonly companyId?: string
  readonly companyName?: string
  readonly set: string
}

const RESOURCE =
  /^(?:https?:\/\/[^/]+\/.*?|\/?)api\/(v2\.0|koble\/connector\/v1\.0)\/companies\((?:name='((?:[^']|'')+)'|([0-9a-fA-F-]{36}))\)\/([A-Za-z]+)\/?$/

export function parseResource(text: string): Resource | undefined {
  const [, root, name, id, set] = RESOURCE.exec(decoded(text)) ?? []
  if (root === undefined || set === undefined) return undefined
  const company =
    id === undefined ? { companyName: (name ?? '').replaceAll("''", "'") } : { companyId: id.toLowerCase() }
  return { root: root as ApiRoot, set, ...company }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
