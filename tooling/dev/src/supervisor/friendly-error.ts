/** A fault that a person can mend: its message is printed alone, without a stack. */
export class FriendlyError extends Error {}
