/** The people of the emulated organization and its one application user. Every seed has them. */
import { fixedGuid } from '../fixed-guid.ts'

export interface Person {
  readonly id: string
  readonly objectId: string
  readonly firstname: string
  readonly lastname: string
  readonly email: string
  readonly title: string
  readonly role: string
}

/** The password of every demo user on the sign-in page. */
export const demoPassword = 'koble-demo'

export const applicationUser = {
  id: fixedGuid('user/koble'),
  objectId: fixedGuid('directory/koble'),
  /** The directory's id of the application; tokens of this client belong to the user. */
  clientId: 'koble-demo',
  secret: 'koble-demo-secret',
  applicationId: fixedGuid('application/koble-demo'),
  role: 'Koble Integration',
} as const

export const people: readonly Person[] = [
  person('Ida', 'Admin', 'System Administrator', 'Administrator'),
  person('Anna', 'Krog', 'Salesperson', 'Account Manager'),
  person('Bjarne', 'Lund', 'Salesperson', 'Account Manager'),
  person('Clara', 'Meyer', 'Salesperson', 'Key Account Manager'),
  person('David', 'Stone', 'Salesperson', 'Sales Representative'),
  person('Elin', 'Voss', 'Salesperson', 'Sales Director'),
  person('Nora', 'Back', 'Back Office', 'Back Office Clerk'),
]

/** `koble-dev-token` is this person. */
export const administrator: Person = people[0] ?? person('Ida', 'Admin', 'System Administrator', 'Administrator')

function person(firstname: string, lastname: string, role: string, title: string): Person {
  const key = `${firstname}.${lastname}`.toLowerCase()
  return {
    id: fixedGuid(`user/${key}`),
    objectId: fixedGuid(`directory/${key}`),
    firstname,
    lastname,
    email: `${key}@fjordlys.example`,
    title,
    role,
  }
}
