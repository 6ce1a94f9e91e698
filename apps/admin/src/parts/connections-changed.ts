/** Tells the app that the list of connections is to be read anew. */
export const connectionsChangedEvent = 'admin-connections-changed'

export const connectionsChanged = (from: HTMLElement): void => {
  from.dispatchEvent(new CustomEvent(connectionsChangedEvent, { bubbles: true, composed: true }))
}
