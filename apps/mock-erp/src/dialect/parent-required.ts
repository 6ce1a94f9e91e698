/** What the service says about lists that are only reached through a parent (business-central-protocol, section 4.3; the errors of business-central-api.json). */
const WORDS: Readonly<Record<string, string>> = {
  pictures: 'You must get to the parent first to get to the picture.',
  defaultDimensions: 'You must get to the parent first to get to the default dimensions.',
  dimensionSetLines: 'You must get to the parent first to get to the dimension set line.',
  attachments: 'You must specify a parent ID',
  documentAttachments: 'You must specify a parent ID',
  salesCreditMemoLines: 'You must specify an id or a Document Id to get the lines.',
  journalLines: 'You must specify a journal batch ID or a journal ID to get a journal line.',
}

/** `parent`: the property of the set that names its parent. Document lines are found by their document or their own id. */
export function parentRequired(set: string, parent: string): string {
  const known = WORDS[set]
  if (known !== undefined) return known
  if (parent.includes('documentId')) return 'You must specify an Id or a Document Id to get the lines.'
  return `You must get to the parent first to get to ${set}.`
}
