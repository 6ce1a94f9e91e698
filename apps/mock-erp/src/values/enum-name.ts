/**
 * Names of enum members on the wire: characters outside letters, digits and underscore become `_xHHHH_`
 * (business-central-protocol, section 8.3). Rows hold the encoded form.
 */
const encodeMember = (name: string): string =>
  name.replaceAll(/[^A-Za-z0-9_]/g, (char) => `_x${char.charCodeAt(0).toString(16).padStart(4, '0')}_`)

export const decodeMember = (name: string): string =>
  name.replaceAll(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** A member as written in a request (encoded, plain, or "" for the blank one), in the encoded form. */
export const memberOf = (written: string): string =>
  written === '' ? '_x0020_' : /_x[0-9a-fA-F]{4}_/.test(written) ? written : encodeMember(written)
