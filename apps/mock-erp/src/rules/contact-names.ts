/** A person's name and its parts (erp-business-logic, section 6.4). */
export type NameParts = { firstName: string; middleName: string; surname: string }

/** Last word surname, second-last of three or more middle name, the rest first name; a single word is the first name. */
export function splitName(name: string): NameParts {
  const words = name.split(' ').filter((word) => word !== '')
  const surname = words.length > 1 ? (words.pop() ?? '') : ''
  const middleName = words.length > 1 ? (words.pop() ?? '') : ''
  return { firstName: words.join(' '), middleName, surname }
}

export const joinName = ({ firstName, middleName, surname }: NameParts): string =>
  [firstName, middleName, surname].filter((part) => part !== '').join(' ')
