/** `<koble-ui-code>`: read-only text or JSON, with its tokens told apart and a button that copies it. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { define } from '../define.ts'
import { jsonTokens } from '../json-tokens.ts'
import { sharedStyles } from '../shared-styles.css.ts'
import { texts } from '../texts.ts'
import { copyText } from '../copy-text.ts'
import { toast } from '../toast.ts'
import './button.ts'

const printed = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value, undefined, 2) ?? '')

/** JSON that arrived as text is laid out like JSON that arrived as a value; text that is none stays as it is. */
const laidOut = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text
  }
}

export class CodeView extends LitElement {
  static override properties = { value: { attribute: false }, language: {}, label: {} }
  declare value: unknown
  declare language: 'json' | 'text'
  declare label: string

  constructor() {
    super()
    this.language = 'json'
    this.label = 'JSON'
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        min-width: 0;
        position: relative;
      }
      pre {
        margin: 0;
        padding: 12px;
        max-height: var(--koble-code-height, 480px);
        overflow: auto;
        border: 1px solid var(--koble-stroke-2);
        border-radius: var(--koble-radius);
        background: var(--koble-surface-3);
        font: 400 12px/18px var(--koble-font-mono);
        tab-size: 2;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      koble-ui-button {
        position: absolute;
        inset-block-start: 4px;
        inset-inline-end: 4px;
      }
      .key {
        color: var(--koble-accent-text);
      }
      .string {
        color: var(--koble-success);
      }
      .number,
      .literal {
        color: var(--koble-warning);
        text-align: inherit;
      }
    `,
  ]

  async #copy(text: string): Promise<void> {
    const copied = await copyText(text)
    toast(copied ? texts.copied : texts.copyFailed, { kind: copied ? 'success' : 'danger' })
  }

  #content(text: string): unknown {
    if (this.language === 'text') return text
    return jsonTokens(text).map(({ kind, text: part }) =>
      kind === 'plain' ? part : html`<span class=${kind}>${part}</span>`,
    )
  }

  protected override render(): TemplateResult {
    const text = this.language === 'json' ? laidOut(printed(this.value)) : printed(this.value)
    // oxfmt-ignore
    return html`<pre tabindex="0" role="region" aria-label=${this.label === '' ? nothing : this.label}>${this.#content(text)}</pre>
      <koble-ui-button kind="subtle" icon="copy" label=${texts.copy(this.label)} @click=${() => this.#copy(text)}></koble-ui-button>`
  }
}

define('koble-ui-code', CodeView)

declare global {
  interface HTMLElementTagNameMap {
    'koble-ui-code': CodeView
  }
}
