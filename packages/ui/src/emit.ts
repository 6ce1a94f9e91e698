/** Sends one of this package's events: bubbling, composed, with a detail. Answers whether no one prevented it. */
export const emit = <Detail>(from: EventTarget, type: `ui-${string}`, detail: Detail): boolean =>
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }))
