/** What a reset keeps: people with their roles, and webhook registrations. */
export const keptTables: readonly string[] = [
  'organization',
  'businessunit',
  'role',
  'systemuser',
  'systemuserroles',
  'serviceendpoint',
  'sdkmessage',
  'sdkmessagefilter',
  'sdkmessageprocessingstep',
]
