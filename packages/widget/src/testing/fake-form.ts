/**
 * A form of the CRM for tests, written from reference/crm-embedding.md (section 1.2): a form context whose record a test switches
 * and saves, and `Xrm` whose Web API keeps the challenge rows it was given.
 */
import type { FormContext, Handler, Xrm } from '../hosts/client-api.ts'

export interface FakeForm {
  readonly context: FormContext
  /** How many handlers listen. */
  listening(): number
  show(entity: string, id: string): void
  /** A save; a new record has its id afterwards. */
  save(id?: string): void
}

export function fakeForm(entity: string, id: string): FakeForm {
  const record = { entity, id }
  const loads = new Set<Handler>()
  const saves = new Set<Handler>()
  const call = (handlers: ReadonlySet<Handler>): void => handlers.forEach((handler) => handler({}))
  return {
    context: {
      data: {
        addOnLoad: (handler) => void loads.add(handler),
        removeOnLoad: (handler) => void loads.delete(handler),
        entity: {
          getId: () => (record.id === '' ? '' : `{${record.id.toUpperCase()}}`),
          getEntityName: () => record.entity,
          addOnPostSave: (handler) => void saves.add(handler),
          removeOnPostSave: (handler) => void saves.delete(handler),
        },
      },
    },
    listening: () => loads.size + saves.size,
    show(next, nextId) {
      Object.assign(record, { entity: next, id: nextId })
      call(loads)
    },
    save(newId) {
      if (newId !== undefined) record.id = newId
      call(saves)
    },
  }
}

export interface FakeXrm {
  readonly xrm: Xrm
  readonly rows: { readonly table: string; readonly data: Readonly<Record<string, unknown>> }[]
}

export const challengeId = '9f2504e0-4f89-41d3-9a0c-0305e82c3309'

export function fakeXrm(options: { languageId?: number; isRTL?: boolean; refuse?: () => boolean } = {}): FakeXrm {
  const rows: FakeXrm['rows'] = []
  const { languageId = 1033, isRTL = false, refuse = () => false } = options
  return {
    rows,
    xrm: {
      WebApi: {
        createRecord: (table, data) => {
          // The client API rejects with a plain object.
          const error = {
            errorCode: 2147746336,
            message: 'Principal user is missing prvCreatekoble_challenge privilege.',
          }
          // oxlint-disable-next-line typescript/prefer-promise-reject-errors
          if (refuse()) return Promise.reject(error)
          rows.push({ table, data })
          return Promise.resolve({ entityType: table, id: challengeId })
        },
      },
      Utility: {
        getGlobalContext: () => ({
          getClientUrl: () => 'https://org.crm4.example',
          userSettings: { languageId, isRTL },
        }),
      },
    },
  }
}
