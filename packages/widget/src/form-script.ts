/** The form library `koble_/form.js`: register `koble_onFormLoad` on a form's OnLoad, with the execution context passed. */
import { handOver, type HandingForm } from './hosts/hand-over.ts'

const onFormLoad = (executionContext: { getFormContext(): HandingForm }): void =>
  handOver(Reflect.get(window, 'Xrm'), executionContext.getFormContext())

Reflect.set(window, 'koble_onFormLoad', onFormLoad)
