/** Copies a shown value; a frame that may not use the clipboard gets the text selected instead, to be copied by hand. */
export async function copyText(shown: HTMLElement): Promise<'copied' | 'selected'> {
  try {
    await navigator.clipboard.writeText(shown.innerText)
    return 'copied'
  } catch {
    getSelection()?.selectAllChildren(shown)
    return 'selected'
  }
}
