/**
 * Why a person's record is read or written: a closed list, because "to have a look" is not on it. The database keeps
 * the same list with the legal basis of each; a row that names another is refused.
 */
export const SCOPI = {
  PRESA_IN_CARICO: 'Follow a person or a family in social work.',
  TUTELA_MINORI: 'Protect a minor, also on the order of a court.',
  AFFIDO: 'Find a foster family for a minor and follow the placement.',
  VALUTAZIONE_MULTIDIMENSIONALE: 'Assess the needs of a person and agree an individual project.',
  BENEFICIO_ECONOMICO: 'Grant, pay or revoke a measure in money.',
  DIRITTI_INTERESSATO: 'Answer a person who asks about the own data.',
  VIGILANZA: 'Look at who read and wrote records of people.',
  CONSERVAZIONE: 'Delete, anonymise or archive what may be kept no longer.',
} as const;

export type Scopo = keyof typeof SCOPI;

export const isScopo = (nome: string): nome is Scopo => Object.hasOwn(SCOPI, nome);
