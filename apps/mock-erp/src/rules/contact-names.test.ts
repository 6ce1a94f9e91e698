import { expect, test } from 'vitest'
import { joinName, splitName } from './contact-names.ts'

test.each([
  ['Anna Maria von Berg', 'Anna Maria', 'von', 'Berg'],
  ['Ole Petersen', 'Ole', '', 'Petersen'],
  ['Petra  Maria Voß', 'Petra', 'Maria', 'Voß'],
  ['Cher', 'Cher', '', ''],
  ['', '', '', ''],
])('"%s" splits into "%s", "%s", "%s"', (name, firstName, middleName, surname) => {
  expect(splitName(name)).toEqual({ firstName, middleName, surname })
})

test('parts join with single blanks', () => {
  expect(joinName({ firstName: 'Anna', middleName: '', surname: 'Krog' })).toBe('Anna Krog')
})
