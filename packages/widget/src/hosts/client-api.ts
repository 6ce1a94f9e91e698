/** The part of the Dataverse client API that the host adapter uses (reference/crm-embedding.md, section 1.2). */
export type Handler = (executionContext?: unknown) => void

export interface FormContext {
  readonly data: {
    /** The form shows another record, or the same one read anew, without a reload of the page. */
    readonly addOnLoad?: (handler: Handler) => void
    readonly removeOnLoad?: (handler: Handler) => void
    readonly entity: {
      /** In braces; empty for a new record. */
      readonly getId: () => string
      readonly getEntityName: () => string
      readonly addOnPostSave?: (handler: Handler) => void
      readonly removeOnPostSave?: (handler: Handler) => void
    }
  }
}

export interface Xrm {
  readonly WebApi: {
    readonly createRecord: (
      table: string,
      data: Readonly<Record<string, unknown>>,
    ) => PromiseLike<{ readonly id: string }>
  }
  readonly Utility: {
    readonly getGlobalContext: () => {
      readonly getClientUrl: () => string
      readonly userSettings: { readonly languageId?: number; readonly isRTL?: boolean }
    }
  }
}

const holds = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, key) === 'object'

export const isXrm = (value: unknown): value is Xrm => holds(value, 'WebApi') && holds(value, 'Utility')

export const isFormContext = (value: unknown): value is FormContext =>
  holds(value, 'data') && holds(Reflect.get(Object(value), 'data'), 'entity')
