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

/** A web resource on the form; its window is there once the page in it has loaded. */
export interface FormFrame {
  readonly name: string
  readonly src: string
  readonly contentWindow: () => Promise<Window | null>
}

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
  readonly webResources: () => readonly FormFrame[]
  readonly tabs: () => readonly { readonly key: string; readonly label: string }[]
  readonly notify: (message: string, level: string, id: string) => void
  readonly clearNotification: (id: string) => void
}

export interface FormEvents {
  readonly load: Set<Handler>
  readonly save: Set<Handler>
  readonly postSave: Set<Handler>
  readonly change: Map<string, Set<Handler>>
  readonly tabState: Set<Handler>
}

export const formEvents = (): FormEvents => ({
  load: new Set(),
  save: new Set(),
  postSave: new Set(),
  change: new Map(),
  tabState: new Set(),
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
    getControl: (name: string) => controlOf(facts.webResources().find((frame) => isNamed(frame, name))),
    ui: {
      getFormType: facts.formType,
      setFormNotification: facts.notify,
      clearFormNotification: facts.clearNotification,
      controls: {
        forEach: (visit: (control: FrameControl) => void) =>
          facts.webResources().forEach((frame) => visit(frameControl(frame))),
      },
      tabs: {
        forEach: (visit: (tab: FormTab) => void) => facts.tabs().forEach((tab) => visit(tabOf(tab, events))),
      },
    },
  }
}

type FrameControl = ReturnType<typeof frameControl>
type FormTab = ReturnType<typeof tabOf>

const isNamed = (frame: FormFrame, name: string): boolean => frame.name === name || frame.name.endsWith(`/${name}`)

const frameControl = (frame: FormFrame) => ({
  getName: () => frame.name,
  getControlType: () => 'webresource',
  getSrc: () => frame.src,
  getContentWindow: frame.contentWindow,
})

const controlOf = (frame: FormFrame | undefined) => (frame === undefined ? null : frameControl(frame))

const tabOf = (tab: { readonly key: string; readonly label: string }, events: FormEvents) => ({
  getName: () => tab.key,
  getLabel: () => tab.label,
  addTabStateChange: (handler: Handler) => void events.tabState.add(handler),
  removeTabStateChange: (handler: Handler) => void events.tabState.delete(handler),
})

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
  const execution = executionOf(context)
  for (const handler of handlers ?? []) {
    try {
      handler(execution)
    } catch (error) {
      console.error('A form event handler failed.', error)
    }
  }
  return !execution.getEventArgs().isDefaultPrevented()
}

export function executionOf(context: FormContext): ExecutionContext {
  let prevented = false
  const eventArgs = {
    getSaveMode: () => 1,
    preventDefault: () => void (prevented = true),
    isDefaultPrevented: () => prevented,
  }
  return { getFormContext: () => context, getEventArgs: () => eventArgs }
}

export const xrmOf = (context: FormContext, session: Session) => ({
  Page: context,
  Utility: { getGlobalContext: () => globalContext(session) },
  WebApi: { ...xrmWebApi, online: xrmWebApi },
  Navigation: {
    openUrl: (url: string) => void window.open(url, '_blank', 'noopener'),
  },
})
