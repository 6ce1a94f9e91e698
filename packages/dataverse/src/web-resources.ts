/**
 * Koble's files in Dataverse: web resources, by their unique names (reference/crm-embedding.md, section 1; dataverse-protocol.md, section 16).
 * A file that is there with the same content is left alone; what changed is published.
 */
import { asIs, quoted, textOf } from '@koble/odata-client'
import { getPage, type Organization } from './organization.ts'
import { translating } from './vendor-error.ts'

export interface WebResource {
  /** With the publisher's prefix: `koble_/fact-boxes.html`. */
  readonly name: string
  readonly label: string
  /** 1 HTML, 3 script. */
  readonly type: 1 | 3
  readonly content: Uint8Array
}

export interface WebResources {
  /** Makes them be there as given; answers the names of those that were made or changed. */
  ensureWebResources(files: readonly WebResource[], signal?: AbortSignal): Promise<readonly string[]>
}

export const webResources = (organization: Organization): WebResources => ({
  async ensureWebResources(files, signal) {
    const changed: { readonly name: string; readonly id: string }[] = []
    for (const file of files) {
      const id = await ensureFile(organization, file, signal)
      if (id !== null) changed.push({ name: file.name, id })
    }
    if (changed.length > 0)
      await publish(
        organization,
        changed.map(({ id }) => id),
        signal,
      )
    return changed.map(({ name }) => name)
  },
})

/** The id of the row when it was made or changed; null when it was as it should be. */
async function ensureFile(organization: Organization, file: WebResource, signal?: AbortSignal): Promise<string | null> {
  const content = Buffer.from(file.content).toString('base64')
  const page = await getPage(organization, `Reading web resource ${file.name}`, {
    path: 'webresourceset',
    query: { select: ['webresourceid', 'content'], filter: `name eq ${quoted(file.name)}` },
    signal,
  })
  const [row] = page.rows
  const id = textOf(row, 'webresourceid') ?? null
  if (id !== null && textOf(row, 'content') === content) return null
  const body = {
    displayname: file.label,
    content,
    ...(id === null ? { name: file.name, webresourcetype: file.type } : {}),
  }
  const answer = await translating(`Installing web resource ${file.name}`, () =>
    organization.client.send(
      {
        method: id === null ? 'POST' : 'PATCH',
        path: id === null ? 'webresourceset' : `webresourceset(${id})`,
        body: JSON.stringify(body),
        signal,
      },
      asIs,
    ),
  )
  return id ?? createdId(answer.headers.get('odata-entityid'))
}

const createdId = (url: string | null): string => /\(([0-9a-f-]{36})\)\s*$/i.exec(url ?? '')?.[1]?.toLowerCase() ?? ''

/** Forms show what is published. */
async function publish(organization: Organization, ids: readonly string[], signal?: AbortSignal): Promise<void> {
  const list = ids.map((id) => `<webresource>{${id}}</webresource>`).join('')
  const xml = `<importexportxml><webresources>${list}</webresources></importexportxml>`
  await translating('Publishing web resources', () =>
    organization.client.send(
      { method: 'POST', path: 'PublishXml', body: JSON.stringify({ ParameterXml: xml }), signal },
      asIs,
    ),
  )
}
