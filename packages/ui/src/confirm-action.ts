/** Asks before an action that cannot be taken back; names what happens and to how many. */
import { html, render } from 'lit'
import './elements/button.ts'
import './elements/dialog.ts'
import { counted, texts } from './texts.ts'

export type Confirmation = {
  /** The question: "Delete customers?". */
  readonly heading: string
  /** What happens, in a sentence: "The customers are removed from the ERP and uncoupled from their accounts." */
  readonly effect: string
  readonly count?: number
  /** What is counted, in the singular, or both forms. */
  readonly noun?: string | readonly [one: string, other: string]
  /** The verb: "Delete". With a count it reads "Delete 3 customers". */
  readonly confirmLabel: string
  readonly danger?: boolean
}

const buttonText = ({ confirmLabel, count, noun }: Confirmation): string => {
  if (count === undefined) return confirmLabel
  const [one, other] = typeof noun === 'object' ? noun : [noun ?? 'record', `${noun ?? 'record'}s`]
  return `${confirmLabel} ${counted(count, one, other)}`
}

/** False on Cancel, Escape and the close button. The focus begins on Cancel: Enter by habit harms nothing. */
export const confirmAction = (confirmation: Confirmation): Promise<boolean> =>
  new Promise((resolve) => {
    const holder = document.createElement('div')
    document.body.append(holder)
    const state = { confirmed: false }
    const finish = (confirmed: boolean): void => {
      state.confirmed = confirmed
      holder.querySelector('koble-ui-dialog')?.close()
    }
    const closed = (): void => {
      holder.remove()
      resolve(state.confirmed)
    }
    render(
      html`<koble-ui-dialog open heading=${confirmation.heading} @ui-close=${closed}>
        <p style="margin:0">${confirmation.effect}</p>
        <koble-ui-button slot="footer" autofocus @click=${() => finish(false)}>${texts.cancel}</koble-ui-button>
        <koble-ui-button
          slot="footer"
          kind=${confirmation.danger === true ? 'danger' : 'primary'}
          @click=${() => finish(true)}
          >${buttonText(confirmation)}</koble-ui-button
        >
      </koble-ui-dialog>`,
      holder,
    )
  })
