/** The canonical values of a form's fields by name: decimal strings, `YYYY-MM-DD`, a checkbox as "true" or "false". */
export const readForm = (form: HTMLFormElement): Record<string, string> => {
  const values: Record<string, string> = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') values[name] = value
  }
  return values
}
