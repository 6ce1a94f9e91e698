/**
 * The form context that scripts and web resources get, and `Xrm` around it (reference/crm-embedding.md, section 1.2): the part
 * that web resources use. Handlers are called as the client calls them, after the form did its own work.
 */
import { braced, globalContext } from './global-context.ts'
import type { Session } from './session.ts'
import { xrmWebApi } from './xrm-web-api.ts'

type Handler = (context: ExecutionContext) => unknown

export interface ExecutionContext {
  getFormContext(): FormContext
  getEventArgs(): { getSaveMode(): number; preventDefault(): void; isDefaultPrevented(): boolean }
}

export type FormContext = ReturnType<typeof formContext>

/** What the form tells about itself; read at each call, since the form lives on while records change. */
export interface FormFacts {
  readonly table: () => string
  readonly recordId: () => string
  readonly primaryName: () => string
  readonly value: (name: string) => unknown
  readonly formType: () => number
  readonly isDirty: () => boolean
  readonly save: () => Promise<void>
  readonly refresh: () => Promise<void>
  readonly frameOf: (name: string) => Promise<Window | null>
  readonly notify: (message: string, level: string, id: string) => void
  readonly clearNotification: (id: string) => void
}

export interface FormEvents {
  readonly load: Set<Handler>
  readonly save: Set<Handler>
  readonly postSave: Set<Handler>
  readonly change: Map<string, Set<Handler>>
}

export const formEvents = (): FormEvents => ({
  load: new Set(),
  save: new Set(),
  postSave: new Set(),
  change: new Map(),
})

export function formContext(facts: FormFacts, events: FormEvents) {
  const attribute = (name: string) => attributeOf(name, facts, events)
  return {
    data: {
      addOnLoad: (handler: Handler) => void events.load.add(handler),
      removeOnLoad: (handler: Handler) => void events.load.delete(handler),
      getIsDirty: facts.isDirty,
      isValid: () => true,
      refresh: facts.refresh,
      save: facts.save,
      entity: {
        getId: () => (facts.recordId() === '' ? '' : braced(facts.recordId())),
        getEntityName: facts.table,
        getEntityReference: () => ({ id: facts.recordId(), entityType: facts.table(), name: facts.primaryName() }),
        getPrimaryAttributeValue: facts.primaryName,
        getIsDirty: facts.isDirty,
        save: facts.save,
        attributes: { get: attribute },
        addOnSave: (handler: Handler) => void events.save.add(handler),
        removeOnSave: (handler: Handler) => void events.save.delete(handler),
        addOnPostSave: (handler: Handler) => void events.postSave.add(handler),
        removeOnPostSave: (handler: Handler) => void events.postSave.delete(handler),
      },
    },
    getAttribute: attribute,
    getControl: (name: string) => ({ getName: () => name, getContentWindow: () => facts.frameOf(name) }),
    ui: {
      getFormType: facts.formType,
      setFormNotification: facts.notify,
      clearFormNotification: facts.clearNotification,
    },
  }
}

function attributeOf(name: string, facts: FormFacts, events: FormEvents) {
  const value = facts.value(name)
  if (value === undefined) return null
  const handlers = events.change.get(name) ?? new Set<Handler>()
  events.change.set(name, handlers)
  return {
    getName: () => name,
    getValue: () => facts.value(name),
    addOnChange: (handler: Handler) => void handlers.add(handler),
    removeOnChange: (handler: Handler) => void handlers.delete(handler),
  }
}

/** Calls the handlers; answers false when one of them prevented the save. A handler that fails does not stop the form. */
export function raise(handlers: ReadonlySet<Handler> | undefined, context: FormContext): boolean {
  let prevented = false
  const execution: ExecutionContext = {
    getFormContext: () => context,
    getEventArgs: () => ({
      getSaveMode: () => 1,
      preventDefault: () => (prevented = true),
      isDefaultPrevented: () => prevented,
    }),
  }
  for (const handler of handlers ?? []) {
    try {
      handler(execution)
    } catch (error) {
      console.error('A form event handler failed.', error)
    }
  }
  return !prevented
}

export const xrmOf = (context: FormContext, session: Session) => ({
  Page: context,
  Utility: { getGlobalContext: () => globalContext(session) },
  WebApi: { ...xrmWebApi, online: xrmWebApi },
  Navigation: {
    openUrl: (url: string) => void window.open(url, '_blank', 'noopener'),
  },
})
