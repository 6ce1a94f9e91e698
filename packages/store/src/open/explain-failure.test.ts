import { isKobleError, KobleError } from '@koble/core'
import { expect, it } from 'vitest'
import { explainFailure, whereIs } from './explain-failure.ts'

const withCode = (code: string) => Object.assign(new Error('said by the server'), { code })

it.each([
  ['ECONNREFUSED', 'No database answers at db:5432/koble. Start PostgreSQL there'],
  ['28P01', 'refuses the password'],
  ['28000', 'refuses this user'],
  ['3D000', 'is not there. Create it'],
  ['42501', 'too few rights'],
  ['XX000', 'cannot be used: said by the server'],
])('%s is one sentence that says what to do', (code, sentence) => {
  const { detail } = explainFailure(withCode(code), 'db:5432/koble')
  expect(detail.message).toContain(sentence)
  expect(detail).toMatchObject({ origin: 'store', code: 'database-unavailable' })
})

it('a host with several addresses is explained by the first refusal', () => {
  expect(explainFailure(new AggregateError([withCode('ECONNREFUSED')]), 'db').detail.message).toContain('No database')
})

it('what is explained already stays as it is', () => {
  const known = new KobleError({ kind: 'stale', origin: 'store', code: 'x', message: 'X.' })
  expect(explainFailure(known, 'db')).toBe(known)
})

it('an address is named without its password', () => {
  expect(whereIs('postgres://user:secret@db.example/koble')).toBe('db.example:5432/koble')
})

it('what is no address is refused in a sentence without its password', () => {
  try {
    whereIs('not an address with secret')
    expect.unreachable()
  } catch (error) {
    expect(isKobleError(error) && error.detail.message).toContain('DATABASE_URL is no address')
    expect(String(error)).not.toContain('secret')
  }
})
