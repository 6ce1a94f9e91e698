/** Who is signed in at this page. */

export interface SessionUser {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
}

export interface Session {
  readonly user: SessionUser | null
  readonly organization?: { readonly id: string; readonly name: string; readonly languageId: number }
}

export interface SignInNames {
  readonly password: string
  readonly users: readonly { readonly email: string; readonly name: string; readonly role: string }[]
}

/** Bodies of this app's own server, whose shapes are fixed beside it. */
export const readSession = async (): Promise<Session> => (await (await fetch('/session')).json()) as Session

export const readSignInNames = async (): Promise<SignInNames> =>
  (await (await fetch('/sign-in/users')).json()) as SignInNames

export async function signIn(email: string, password: string): Promise<Session> {
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (answer.ok) return (await answer.json()) as Session
  const refusal = (await answer.json()) as { message?: string }
  throw new Error(refusal.message ?? 'Signing in failed.')
}

export async function signOut(): Promise<void> {
  await fetch('/session', { method: 'DELETE' })
}
