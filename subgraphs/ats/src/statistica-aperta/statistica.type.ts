import { connectionOf } from '@trama/schema/page';
import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO, GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum FormatoFileStatistiche {
  CSV = 'CSV',
  NDJSON = 'NDJSON',
  DIZIONARIO_JSON = 'DIZIONARIO_JSON',
  DIZIONARIO_TESTO = 'DIZIONARIO_TESTO',
}

registerEnumType(FormatoFileStatistiche, {
  name: 'FormatoFileStatistiche',
  description: 'What can be downloaded of an edition.',
  valuesConfig: {
    CSV: { description: 'Its cells, RFC 4180.' },
    NDJSON: { description: 'Its cells, one JSON object a line.' },
    DIZIONARIO_JSON: { description: 'What columns and measures are, for programs.' },
    DIZIONARIO_TESTO: { description: 'The same for people, in Italian, as Markdown.' },
  },
});

@ObjectType({ description: 'A file that anybody may download. It never changes.' })
export class FileStatistiche {
  @Field({ description: 'Where it is, from the address of this API.' })
  indirizzo!: string;

  @Field({ description: 'SHA-256 of its bytes, in hexadecimal digits.' })
  sha256!: string;

  @Field(() => Float, { description: 'How many bytes it has.' })
  byte!: number;
}

@Richiede('statistica:leggi')
@ObjectType({ description: 'All that was published together of one set of figures. It never changes: cite its code.' })
export class EdizioneStatistica {
  @Field({ description: 'Code to cite, such as dati-annuali-3.' })
  codice!: string;

  @Field({ description: 'The set of figures that it is of.' })
  cubo!: string;

  @Field(() => Int, { description: 'Its number in that set, from 1.' })
  numero!: number;

  @Field({ description: 'What the set is about, in Italian.' })
  titolo!: string;

  @Field({ description: 'Licence of its figures.' })
  licenza!: string;

  @Field({ description: 'SHA-256 of what it says, in hexadecimal digits.' })
  impronta!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it came out.' })
  creataIl!: Date;

  @Field({ description: 'True when it is the newest one that holds.' })
  corrente!: boolean;

  @Field(() => Int, { description: 'How many cells it has.' })
  righe!: number;

  csvSha256!: string;
  csvByte!: number;
  ndjsonSha256!: string;
  ndjsonByte!: number;
}

export const EdizioneStatisticaConnection = connectionOf(EdizioneStatistica);

@Directive('@key(fields: "codice", resolvable: false)')
@ObjectType({ description: 'A body: public, private or of the Terzo Settore.' })
export class Ente {
  @Field({ description: 'Code of the body.' })
  codice!: string;
}

@Richiede('statistica:leggi')
@ObjectType({ description: 'A published figure, the same for everybody.' })
export class Statistica {
  @Field({ description: 'Code of the measure, the same in every edition, such as dati-annuali.RESIDENTI.' })
  codice!: string;

  @Field({ description: 'Name of the measure, in Italian.' })
  etichetta!: string;

  @Field(() => Int, { description: 'Year.' })
  anno!: number;

  @Field({
    description: 'Whom the figure is about, in words: an ambito, a contributor outside the ATS, a body, all together.',
  })
  luogo!: string;

  @Field(() => Float, { nullable: true, description: 'The figure; null when suppressed.' })
  valore!: number | null;

  @Field({ description: 'True when the figure exists and is too small to be told.' })
  soppresso!: boolean;

  @Field({ description: 'What is counted, in Italian.' })
  unita!: string;

  @Field(() => GraphQLDateISO, { description: 'The day that the figure speaks of.' })
  data!: string;

  @Field(() => Origine, { description: 'Where the figure comes from.' })
  origine!: Origine;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  fonte!: Fonte;

  @Field(() => EdizioneStatistica, { description: 'The edition that it is told in.' })
  edizione!: EdizioneStatistica;

  ambito!: number | null;
  ente!: string | null;
}

export const StatisticaConnection = connectionOf(Statistica);

@Richiede('statistica:leggi')
@ObjectType({ description: 'A piece of a file, to be written after the one before it.' })
export class BloccoFileStatistiche {
  @Field({ description: 'Its text.' })
  contenuto!: string;

  @Field(() => Int, { nullable: true, description: 'Send it as `dopo` for the next piece; null after the last.' })
  dopo!: number | null;

  @Field({ description: 'SHA-256 of the whole file, in hexadecimal digits.' })
  sha256!: string;

  @Field(() => Float, { description: 'How many bytes the whole file has.' })
  byte!: number;
}
