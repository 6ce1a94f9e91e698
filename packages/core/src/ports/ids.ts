/** New random ids, passed in: a GUID in lower case. */
export type NewId = () => string
