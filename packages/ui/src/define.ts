/** Defines an element once: two copies of this package on one page must not break each other. */
export const define = (name: string, element: CustomElementConstructor): void => {
  if (customElements.get(name) === undefined) customElements.define(name, element)
}
