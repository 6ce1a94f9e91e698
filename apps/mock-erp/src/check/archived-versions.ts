/** Archived versions of a document count from 1 without gaps, and their lines belong to one of them (section 2.7). */
import type { Row } from '@koble/odata-server'
import { integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import type { Check } from './check.ts'

export const archivedVersions: Check = (data) => {
  const headers = [...data.scan(names.salesHeaderArchive)]
  const groups = Map.groupBy(headers, documentOf)
  const faults = [...groups].flatMap(([document, versions]) => {
    const numbers = versions.map((version) => integer(version, 'versionNumber')).toSorted((one, other) => one - other)
    return numbers.every((number, at) => number === at + 1)
      ? []
      : [`${document} has the versions ${numbers.join(', ')}.`]
  })
  const orphans = [...data.scan(names.salesLineArchive)].filter(
    (line) => data.get(names.salesHeaderArchive, text(line, 'documentId')) === undefined,
  )
  return {
    count: headers.length,
    faults: [...faults, ...orphans.map((line) => `An archived line of ${text(line, 'documentNumber')} has no header.`)],
  }
}

const documentOf = (version: Row): string =>
  `${text(version, 'documentType')} ${text(version, 'number')} (${integer(version, 'docNoOccurrence')})`
