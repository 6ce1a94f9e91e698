/**
 * Writes of options: `InsertOptionValue` and `UpdateOptionValue`, one at a time, because changes of definitions exclude each
 * other. Options are never deleted: rows may hold them.
 */
import { nameOfWrite, isKobleError, type RemoteWrite, type WriteOutcome } from '@koble/core'
import { asIs, isODataError } from '@koble/odata-client'
import type { Organization } from '../organization.ts'
import { errorDetail } from '../vendor-error.ts'
import { optionColumn, type OptionValue } from './option-definition.ts'
import { optionRecord, readOptions } from './option-store.ts'

const englishUs = 1033

export async function writeOptions(
  organization: Organization,
  writes: readonly RemoteWrite[],
  signal: AbortSignal | undefined,
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = []
  for (const write of writes)
    outcomes.push(signal?.aborted === true ? { state: 'notSent' } : await writeOption(organization, write, signal))
  const tables = new Set(writes.map((write) => optionColumn(write.entity).table))
  if (outcomes.some(({ state }) => state === 'done')) for (const table of tables) await publish(organization, table)
  return outcomes
}

async function writeOption(
  organization: Organization,
  write: RemoteWrite,
  signal: AbortSignal | undefined,
): Promise<WriteOutcome> {
  try {
    const options = await readOptions(organization, write.entity, signal)
    const there = options.find(({ value }) => String(value) === write.id)
    const refusal = refusalOf(write, there)
    if (refusal !== null) return refusal
    await send(organization, write, there?.languageCode ?? options[0]?.languageCode ?? englishUs, signal)
    const label = String(write.values['label'] ?? '')
    const option = { value: Number(write.id), label, languageCode: englishUs }
    return { state: 'done', record: optionRecord(write.entity, write.select, option) }
  } catch (error) {
    if (isKobleError(error)) return { state: 'failed', error: { ...error.detail, mayHaveApplied: false } }
    if (!isODataError(error)) throw error
    const detail = errorDetail(error.failure, nameOfWrite(write))
    return { state: detail.mayHaveApplied === true ? 'unknown' : 'failed', error: detail }
  }
}

/** Definitions have no tags: the label that the plan saw is compared right before the write. */
function refusalOf(write: RemoteWrite, there: OptionValue | undefined): WriteOutcome | null {
  const refused = (kind: 'rejected' | 'stale' | 'missing' | 'duplicate', code: string, why: string): WriteOutcome => ({
    state: 'failed',
    error: { kind, origin: 'crm', code, message: `${nameOfWrite(write)}: ${why}`, mayHaveApplied: false },
  })
  if (write.operation === 'delete')
    return refused('rejected', 'crm-option-kept', 'Koble deletes no options, because rows may hold them. Uncouple it.')
  if (write.operation === 'create') {
    if (!/^\d{1,10}$/.test(write.id))
      return refused('rejected', 'crm-option-id', 'a new option needs a value as its id.')
    if (there === undefined) return null
    return there.label === write.values['label']
      ? { state: 'done', record: null }
      : refused('duplicate', 'crm-record-exists', `value ${write.id} is taken by "${there.label}".`)
  }
  if (there === undefined) return refused('missing', 'crm-record-missing', 'the option was deleted in Dynamics 365.')
  return there.label === write.tag
    ? null
    : refused('stale', 'crm-record-changed', `the label is "${there.label}" by now. Koble reads it again and merges.`)
}

const labelOf = (text: string, languageCode: number) => ({
  '@odata.type': 'Microsoft.Dynamics.CRM.Label',
  LocalizedLabels: [
    { '@odata.type': 'Microsoft.Dynamics.CRM.LocalizedLabel', Label: text, LanguageCode: languageCode },
  ],
})

async function send(
  organization: Organization,
  write: RemoteWrite,
  languageCode: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { table, column } = optionColumn(write.entity)
  const body = {
    EntityLogicalName: table,
    AttributeLogicalName: column,
    Value: Number(write.id),
    Label: labelOf(String(write.values['label'] ?? ''), languageCode),
    ...(write.operation === 'update' ? { MergeLabels: true } : {}),
  }
  const path = write.operation === 'create' ? 'InsertOptionValue' : 'UpdateOptionValue'
  await organization.client.send({ method: 'POST', path, body: JSON.stringify(body), signal }, asIs)
}

/** The API has new options at once; forms show them after publishing. A failure only delays that. */
async function publish(organization: Organization, table: string): Promise<void> {
  const xml = `<importexportxml><entities><entity>${table}</entity></entities></importexportxml>`
  try {
    const body = JSON.stringify({ ParameterXml: xml })
    await organization.client.send({ method: 'POST', path: 'PublishXml', body }, asIs)
  } catch (error) {
    organization.log.warn('options.unpublished', { table, reason: error instanceof Error ? error.message : '' })
  }
}
