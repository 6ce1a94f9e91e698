/** Which catalogue and which formats a language gets. A catalogue of another language registers itself when its file is loaded. */
import { en, type Texts } from './en.ts'

const catalogues = new Map<string, Texts>([['en', en]])

const primary = (language: string): string => language.split('-')[0]?.toLowerCase() ?? 'en'

export const addTexts = (language: string, texts: Texts): void => {
  catalogues.set(primary(language), texts)
}

/** A tag that Intl takes: what was asked for, else the page's language, else the browser's. */
export function languageTag(asked: string): string {
  const candidates = [asked, document.documentElement.lang, navigator.language]
  return candidates.find((tag) => tag !== '' && isTag(tag)) ?? 'en'
}

const isTag = (tag: string): boolean => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}

/** By primary language, else English. */
export const textsFor = (language: string): Texts => catalogues.get(primary(language)) ?? en

/** "salesThisYear" as "Sales this year", for keys that the catalogue does not know. */
export function labelOf(key: string, texts: Texts): string {
  const known = texts.labels[key]
  if (known !== undefined) return known
  const words = key.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
