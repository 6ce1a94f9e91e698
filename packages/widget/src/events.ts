/** The widget's events: bubbling, composed, typed (the outside contract of the elements). */
export interface KobleEvents {
  /** The first answer is drawn. */
  'koble-ready': null
  'koble-error': { readonly code: string; readonly correlationId: string | null }
  /** Prevent it to open the address another way. */
  'koble-navigate': { readonly url: string; readonly target: string }
  'koble-resize': { readonly height: number }
  /** Prevent it to copy another way. */
  'koble-copy': { readonly key: string; readonly text: string }
  /** The host's token is missing or refused: set `getToken`, or call `refresh()` after signing in. */
  'koble-auth-needed': null
}

declare global {
  interface HTMLElementEventMap {
    'koble-ready': CustomEvent<null>
    'koble-error': CustomEvent<KobleEvents['koble-error']>
    'koble-navigate': CustomEvent<KobleEvents['koble-navigate']>
    'koble-resize': CustomEvent<KobleEvents['koble-resize']>
    'koble-copy': CustomEvent<KobleEvents['koble-copy']>
    'koble-auth-needed': CustomEvent<null>
  }
}

/** False when the host prevented it. */
export const emit = <Name extends keyof KobleEvents>(
  element: HTMLElement,
  name: Name,
  detail: KobleEvents[Name],
): boolean => element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }))
