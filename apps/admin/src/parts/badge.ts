/** A state as a badge. */
import { html, type TemplateResult } from 'lit'
import type { Shown } from '../words/states.ts'

export const badge = ({ label, kind }: Shown): TemplateResult =>
  html`<koble-ui-badge kind=${kind}>${label}</koble-ui-badge>`
