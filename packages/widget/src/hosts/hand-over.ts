/**
 * The form's half of the hand-over (reference/crm-embedding.md, section 1.2): gives each fact box on the form its form context,
 * when the form loads and whenever a tab opens, because the form may make the frame anew then.
 */
export interface FormControl {
  readonly getControlType: () => string
  readonly getSrc?: () => string | null
  readonly getContentWindow?: () => PromiseLike<Window | null>
}

export interface HandingForm {
  readonly ui: {
    readonly controls: { readonly forEach: (visit: (control: FormControl) => void) => void }
    readonly tabs: {
      readonly forEach: (visit: (tab: { addTabStateChange(handler: () => void): void }) => void) => void
    }
  }
}

const pageName = 'fact-boxes.html'

export function handOver(xrm: unknown, form: HandingForm): void {
  const give = (): void => form.ui.controls.forEach((control) => giveTo(control, xrm, form))
  give()
  form.ui.tabs.forEach((tab) => tab.addTabStateChange(give))
}

function giveTo(control: FormControl, xrm: unknown, form: HandingForm): void {
  if (control.getControlType() !== 'webresource' || control.getSrc?.()?.includes(pageName) !== true) return
  void control.getContentWindow?.().then((page) => {
    const take: unknown = page === null ? undefined : Reflect.get(page, 'setClientApiContext')
    if (typeof take === 'function') Reflect.apply(take, page, [xrm, form])
  })
}
