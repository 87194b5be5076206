import { parse } from 'graphql';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@provides", "@external", "@shareable", "@interfaceObject", "@inaccessible"])`;

/** What our own graph has little of: interfaces and unions of entities, @requires, @provides, lists of lists, interface objects. */
export const SYNTHETIC = {
  casa: parse(`${LINK}
    type Query {
      persone(quante: Int = 2): [Persona!]
      persona(id: ID!): Persona
      cose: [Cosa]
      cosa: Cosa!
      scelte: [Scelta!]!
      tabella: [[Persona]]
      griglia: [[Int!]!]
      media: [Media!]
      colore: Colore!
    }
    type Mutation { cambia(id: ID!, come: Come!): Persona altro: Int! }
    input Come { nome: String! altro: Come }
    enum Colore { ROSSO VERDE NASCOSTO @inaccessible }
    scalar Tutto
    interface Cosa { id: ID! peso: Float di: Persona simili: [Cosa!] }
    interface Vivo { nome: String eta: Int }
    type Persona implements Vivo @key(fields: "id") {
      id: ID! nome: String! @shareable eta: Int amici: [Persona!] cosa: Cosa colore: Colore tutto: Tutto codice: Codice!
      misure: [[Float!]] scelta: Scelta
    }
    type Codice @shareable { parte: String! numero: Int! }
    type Tavolo implements Cosa @key(fields: "id") { id: ID! peso: Float di: Persona simili: [Cosa!] gambe: Int! }
    type Sedia implements Cosa @key(fields: "id") { id: ID! peso: Float! di: Persona! simili: [Cosa!] comoda: Boolean }
    type Gatto implements Vivo { nome: String eta: Int! padrone: Persona }
    union Scelta = Persona | Tavolo | Gatto
    interface Media @key(fields: "id") { id: ID! titolo: String }
    type Libro implements Media @key(fields: "id") { id: ID! titolo: String pagine: Int! }
    type Film implements Media @key(fields: "id") { id: ID! titolo: String! durata: Float }
  `),
  lavoro: parse(`${LINK}
    type Query { lavori: [Lavoro!] capo: Persona @provides(fields: "nome") migliore: Lavoro }
    type Persona @key(fields: "id") {
      id: ID! nome: String! @external eta: Int @external tutto: Tutto @external codice: Codice! @external
      lavori: [Lavoro!]! stipendio: Float @requires(fields: "eta nome tutto") etichetta: String! @requires(fields: "codice { parte numero }")
    }
    type Codice @shareable { parte: String! numero: Int! }
    type Lavoro @key(fields: "id") { id: ID! titolo: String! chi: [Persona!] strumenti: [Strumento] luogo: Luogo @shareable }
    scalar Tutto
    union Strumento = Tavolo | Sedia
    type Tavolo @key(fields: "id") { id: ID! lavoro: Lavoro usura: Int @requires(fields: "gambe") gambe: Int! @external }
    type Sedia @key(fields: "id") { id: ID! lavoro: Lavoro! }
    type Luogo @shareable { via: String numero: Int! vicini: [Luogo!] }
  `),
  voti: parse(`${LINK}
    type Query { ultimi: [Media] }
    type Media @key(fields: "id") @interfaceObject { id: ID! voti: [Int!]! critica: Persona }
    type Persona @key(fields: "id") { id: ID! voto: Int! }
    type Lavoro @key(fields: "id") { id: ID! voto: Int luogo: Luogo @shareable }
    type Luogo @shareable { via: String numero: Int! vicini: [Luogo!] }
  `),
};
