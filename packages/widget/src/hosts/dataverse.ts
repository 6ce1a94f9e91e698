/**
 * The host adapter for an HTML web resource on a Dataverse form (reference/crm-embedding.md, sections 1 and 2.4). The form hands
 * its context over by `setClientApiContext`; until it does, the page's own parameters name the record and `parent.Xrm` writes the
 * challenge. What a parameter says only chooses what is asked for: who may see it the server asks the CRM.
 */
import { rowId } from '../elements/box-properties.ts'
import { challengeSession } from './challenge-session.ts'
import { isFormContext, isXrm, type FormContext, type Xrm } from './client-api.ts'
import type { HostChange, HostPage, HostRecord } from './host-page.ts'
import { languageOfLcid } from './language-of-lcid.ts'
import { serverOfPage } from './server-of-page.ts'

export interface DataverseHost extends HostPage {
  /** Called by the form's script, again after tab changes, when the form may have made the frame anew. */
  readonly setClientApiContext: (xrm: unknown, formContext: unknown) => void
  /** The user reads from right to left. */
  isRightToLeft(): boolean
}

export interface DataversePage {
  readonly document: Document
  readonly location: Pick<Location, 'search' | 'origin'>
  readonly parentXrm: () => unknown
  readonly now: () => number
}

/** The window around, which may be of another origin or have no client API. */
const parentXrmOf = (window: Window): unknown => {
  try {
    return Reflect.get(window.parent, 'Xrm')
  } catch {
    return undefined
  }
}

export const dataversePageOf = (window: Window): DataversePage => ({
  document: window.document,
  location: window.location,
  parentXrm: () => parentXrmOf(window),
  now: () => Date.now(),
})

export function dataverseHost(page: DataversePage): DataverseHost {
  const listeners = new Set<(change: HostChange) => void>()
  const tell = (change: HostChange): void => listeners.forEach((listener) => listener(change))
  const form = watchForm(tell)
  let given: Xrm | null = null
  const xrm = (): Xrm | null => given ?? xrmOf(page.parentXrm())
  const server = serverOfPage(page.document, page.location.search)
  return {
    server,
    language: () => languageOf(xrm(), page.location.search),
    isRightToLeft: () => xrm()?.Utility.getGlobalContext().userSettings.isRTL === true,
    record: () => (xrm() === null ? null : (form.record() ?? recordOfParameters(page.location.search))),
    getToken: challengeSession({
      server,
      organization: () => xrm()?.Utility.getGlobalContext().getClientUrl() ?? page.location.origin,
      writeChallenge: (nonce) => writeChallenge(xrm(), nonce, page.location.origin),
      now: page.now,
    }),
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    setClientApiContext(handedXrm, formContext) {
      given = xrmOf(handedXrm)
      if (isFormContext(formContext)) form.watch(formContext)
      tell('record')
    },
  }
}

const xrmOf = (value: unknown): Xrm | null => (isXrm(value) ? value : null)

async function writeChallenge(xrm: Xrm | null, nonce: string, origin: string): Promise<string> {
  if (xrm === null) throw new Error('This page is not on a form of the CRM.')
  const { id } = await xrm.WebApi.createRecord('koble_challenge', { koble_nonce: nonce, koble_origin: origin })
  return rowId(id)
}

function languageOf(xrm: Xrm | null, search: string): string {
  const lcid = xrm?.Utility.getGlobalContext().userSettings.languageId ?? new URLSearchParams(search).get('userlcid')
  return lcid === null ? '' : languageOfLcid(Number(lcid))
}

/** `typename` and `id` (in braces), if the form's maker lets the form pass them. */
function recordOfParameters(search: string): HostRecord | null {
  const parameters = new URLSearchParams(search)
  const entity = parameters.get('typename') ?? ''
  return entity === '' ? null : { entity, id: rowId(parameters.get('id') ?? '') }
}

/** Listens to one form context at a time; being handed the same one again changes nothing. */
function watchForm(tell: (change: HostChange) => void) {
  let watched: FormContext | null = null
  const onLoad = (): void => tell('record')
  const onPostSave = (): void => {
    // A new record has its id now.
    tell('record')
    tell('saved')
  }
  return {
    record: (): HostRecord | null => {
      const entity = watched?.data.entity
      return entity === undefined ? null : { entity: entity.getEntityName(), id: rowId(entity.getId()) }
    },
    watch(form: FormContext): void {
      if (form === watched) return
      watched?.data.removeOnLoad?.(onLoad)
      watched?.data.entity.removeOnPostSave?.(onPostSave)
      watched = form
      form.data.addOnLoad?.(onLoad)
      form.data.entity.addOnPostSave?.(onPostSave)
    },
  }
}
