/**
 * `<crm-web-resource>`: a web resource on a form, in a frame of this origin, with the parameters that the form passes. When the
 * page has loaded, it is handed the form context, as a form's OnLoad script does (reference/crm-embedding.md, sections 1.1 and 1.2).
 */
import { sharedStyles } from '@koble/ui'
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import type { FormContext } from './form-context.ts'
import { braced } from './global-context.ts'
import { list } from './web-api.ts'

interface ContextTaker {
  setClientApiContext?: (xrm: unknown, formContext: FormContext) => void
}

export class CrmWebResource extends LitElement {
  static override properties = {
    name: {},
    label: {},
    rows: { type: Number },
    table: {},
    typeCode: { attribute: false },
    recordId: { attribute: false },
    context: { attribute: false },
    state: { state: true },
  }
  declare name: string
  declare label: string
  declare rows: number
  declare table: string
  declare typeCode: number
  declare recordId: string
  declare context: FormContext | undefined
  declare private state: 'asking' | 'installed' | 'missing'

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      iframe {
        display: block;
        inline-size: 100%;
        border: 0;
        background: transparent;
      }
    `,
  ]

  #content = Promise.withResolvers<Window | null>()

  constructor() {
    super()
    this.name = ''
    this.label = ''
    this.rows = 10
    this.table = ''
    this.typeCode = 0
    this.recordId = ''
    this.context = undefined
    this.state = 'asking'
  }

  /** The page's window when it has loaded; null where it is not installed. */
  get content(): Promise<Window | null> {
    return this.#content.promise
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('name')) void this.#ask()
  }

  /** A form shows a hint in place of a web resource that is not installed. */
  async #ask(): Promise<void> {
    const url = `webresourceset?$select=name&$filter=name eq '${encodeURIComponent(this.name)}'`
    const found = await list(url).catch(() => undefined)
    this.state = (found?.rows.length ?? 0) > 0 ? 'installed' : 'missing'
    if (this.state === 'missing') this.#content.resolve(null)
  }

  #path(): string {
    return `/WebResources/${this.name.split('/').map(encodeURIComponent).join('/')}`
  }

  #address(): string {
    const parameters = new URLSearchParams({
      typename: this.table,
      type: String(this.typeCode),
      orgname: 'fjordlys',
      userlcid: '1033',
      orglcid: '1033',
    })
    const id = this.recordId === '' ? '' : `&id=${encodeURIComponent(braced(this.recordId)).toLowerCase()}`
    return `${this.#path()}?${parameters.toString()}${id}`
  }

  readonly #loaded = (): void => {
    const page = this.renderRoot.querySelector('iframe')?.contentWindow as (Window & ContextTaker) | null | undefined
    this.#content.resolve(page ?? null)
    if (this.context !== undefined) page?.setClientApiContext?.(Reflect.get(window, 'Xrm'), this.context)
  }

  protected override render(): TemplateResult {
    if (this.state === 'asking') return html`<koble-ui-skeleton lines="4"></koble-ui-skeleton>`
    if (this.state === 'missing') {
      return html`<koble-ui-empty heading=${`web resource ${this.name} is not installed`}
        >Koble installs it when the connection is set up.</koble-ui-empty
      >`
    }
    return html`<iframe
      title=${this.label}
      src=${this.#address()}
      style=${`block-size: ${this.rows * 24}px`}
      @load=${this.#loaded}
    ></iframe>`
  }
}
customElements.define('crm-web-resource', CrmWebResource)
