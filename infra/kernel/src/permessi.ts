/**
 * What can be done, as `thing:verb`. A field names one of these and nothing else decides who may ask it.
 * The list is closed so that a typing error is a compile error.
 */
export const PERMESSI = {
  'territorio:leggi': 'Read ATS, districts, ambiti, comuni and their population.',
  'piano:leggi': 'Read social plans, objectives, indicators, outcomes and the documents they come from.',
  'rete:leggi': 'Read units, services, places and the bodies that run them.',
  'occupazione:gestisci':
    'Say how many places of the units of the own ambito are taken, and read exactly what was said of them.',
  'statistica:leggi': 'Read published counts, under disclosure control.',
  'dato:leggi': 'Read the exact yearly figures of the own ambito.',
  'caso:leggi': 'Read the case files that the caller follows, and the people in them.',
  'caso:scrivi': 'Open, assign, pass on and close case files that the caller follows, and write what belongs to them.',
  'cartella:conta': 'Read how the case register of the own ambito is used, as suppressed counts; never a case file.',
  'recapito:scrivi': 'Say how colleagues of other ambiti reach the services of the own ambito.',
  'emergenza:apri': 'See one case file of the own ambito for an hour at most, for a reason that somebody else reviews.',
  'emergenza:rivedi': 'Review the emergencies of the own ambito, without seeing their case files.',
  'rilevazione:leggi':
    'Read data collections, their campaigns and their comparison; of the answers those that one may see.',
  'rilevazione:compila': 'Write and send the answers of the own ambito, and correct them.',
  'rilevazione:coordina':
    'Say who owes a collection; open, close and publish campaigns; review, send back, reject and approve answers.',
  'proposta:leggi': 'See what the case files of the own ambito can count for a collection.',
  'rilevazione:rispondi': 'Take part in the questions on a figure.',
  'invio:leggi': 'Read what was sent about families that the caller follows, or sent to the caller’s body.',
  'invio:manda': 'Send something about a family that the caller follows to another body, deliver it and take it back.',
  'invio:rispondi': 'Accept, refuse and end what was sent to the caller’s body.',
  'affido:leggi': 'Read requests for a foster family, without identities.',
  'affido:gestisci': 'Register and change the requests of the own ambito.',
  'affido:abbina':
    'See foster families, candidates and placements that one may see, and act on those that concern one.',
  'affido:proponi': 'Propose a foster family for a request.',
  'affido:coordina':
    'See the figures of the whole bank and the plan of assignments; speak for services, with a reason.',
  'famiglia:gestisci': 'Register the foster families of the own service, read who they are, say what they offer.',
  'affido:chiedi': 'Ask a fostering service to be called back, without an account.',
  'poverta:contribuisci': 'Write and read what the own body counted of people met by need.',
  'osservatorio:partecipa': 'Ask about a figure of the observatory on poverty, and read what was asked and answered.',
  'osservatorio:coordina':
    'Promise and hold the meetings of the observatory on poverty, fix its editions, write its readings, answer questions.',
  'registro:leggi': 'Read who read and wrote records of people; never the records.',
} as const;

export type Permesso = keyof typeof PERMESSI;

export function isPermesso(name: unknown): name is Permesso {
  return typeof name === 'string' && Object.hasOwn(PERMESSI, name);
}
