/** The CRM names languages by LCID (reference/crm-embedding.md, section 7). */
const tags: Readonly<Record<number, string>> = {
  1030: 'da-DK',
  1031: 'de-DE',
  1033: 'en-US',
  1034: 'es-ES',
  1035: 'fi-FI',
  1036: 'fr-FR',
  1040: 'it-IT',
  1043: 'nl-NL',
  1044: 'nb-NO',
  1053: 'sv-SE',
  2055: 'de-CH',
  2057: 'en-GB',
  2064: 'it-CH',
  2067: 'nl-BE',
  2077: 'sv-FI',
  3079: 'de-AT',
  3081: 'en-AU',
  3082: 'es-ES',
  3084: 'fr-CA',
  4105: 'en-CA',
  4108: 'fr-CH',
}

/** English for a language that the widget does not know. */
export const languageOfLcid = (lcid: number | undefined): string => tags[lcid ?? 0] ?? 'en-US'
