import { InputIdempotente } from '@trama/schema/scrittura';
import { Richiede } from '@trama/subgraph/richiede';
import { IsBase64, Matches, MaxLength } from 'class-validator';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MASSIMO_RIGHE } from './colonne.js';
import { ImportazioneCasi } from './importazione.entity.js';
import { GravitaProblema } from './problema.js';

registerEnumType(GravitaProblema, {
  name: 'GravitaProblema',
  description: 'What a problem of a file means.',
  valuesConfig: {
    ERRORE: { description: 'The file is not imported until it is corrected.' },
    AVVISO: { description: 'The file is imported if the caller confirms.' },
  },
});

/** In base64, within what a request may carry. */
const MASSIMO_CARATTERI = 60_000;

@InputType({ description: 'A CSV of case files, UTF-8, with semicolons.' })
export class FileCasiInput extends InputIdempotente {
  @Field({ description: 'The record system that it comes from, 2 to 60 letters, digits, spaces, dots and dashes.' })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9 ._-]{1,59}$/, {
    message: 'fonte deve avere da 2 a 60 lettere, cifre, spazi, punti o trattini',
  })
  fonte!: string;

  @Field({ description: `The file in base64, up to ${MASSIMO_CARATTERI} characters and ${MASSIMO_RIGHE} rows.` })
  @IsBase64({}, { message: 'contenuto deve essere il file in base64' })
  @MaxLength(MASSIMO_CARATTERI, {
    message: `contenuto può avere al più ${MASSIMO_CARATTERI} caratteri: dividi il file, senza dividere un caso`,
  })
  contenuto!: string;

  @Field({ defaultValue: false, description: 'Whether the warnings of the dry run were read and are accepted.' })
  confermaAvvisi!: boolean;
}

@InputType({ description: 'A CSV of case files to look at: nothing is written.' })
export class ProvaCasiInput {
  @Field({ description: 'The record system that it comes from.' })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9 ._-]{1,59}$/, {
    message: 'fonte deve avere da 2 a 60 lettere, cifre, spazi, punti o trattini',
  })
  fonte!: string;

  @Field({ description: 'The file in base64.' })
  @IsBase64({}, { message: 'contenuto deve essere il file in base64' })
  @MaxLength(MASSIMO_CARATTERI, {
    message: `contenuto può avere al più ${MASSIMO_CARATTERI} caratteri: dividi il file, senza dividere un caso`,
  })
  contenuto!: string;
}

@Richiede('caso:scrivi')
@ObjectType({ description: 'Something in a file that is not right; it never says a name or a code back.' })
export class ProblemaImportazione {
  @Field(() => Int, { description: 'Row, from 1, as a spreadsheet shows it.' })
  riga!: number;

  @Field({ description: 'Name of the column; empty when the whole row or file is meant.' })
  colonna!: string;

  @Field(() => GravitaProblema, { description: 'Whether it stops the import.' })
  gravita!: GravitaProblema;

  @Field({ description: 'What is wrong and what to do, in Italian.' })
  messaggio!: string;
}

@Richiede('caso:scrivi')
@ObjectType({ description: 'What a file of case files would do.' })
export class ResocontoImportazione {
  @Field(() => Int, { description: 'Rows that were read.' })
  righe!: number;

  @Field(() => Int, { description: 'Cases that it would open.' })
  casi!: number;

  @Field(() => Int, { description: 'Of which closed already.' })
  chiusi!: number;

  @Field(() => Int, { description: 'People that it would register.' })
  persone!: number;

  @Field(() => Int, { description: 'Households that it would register.' })
  nuclei!: number;

  @Field({ description: 'Whether it can be imported: no problem is an ERRORE.' })
  importabile!: boolean;

  @Field(() => [ProblemaImportazione], { description: 'Every problem, by row.' })
  problemi!: ProblemaImportazione[];
}

@Richiede('caso:scrivi')
@ObjectType({ description: 'A column of the file.' })
export class ColonnaImportazione {
  @Field({ description: 'Its heading.' })
  nome!: string;

  @Field({ description: 'What it holds, in Italian.' })
  descrizione!: string;

  @Field({ description: 'Whether it must be filled in.' })
  obbligatoria!: boolean;

  @Field({ description: 'Whether it is of the case, and so the same on all its rows.' })
  delCaso!: boolean;

  @Field(() => [String], { nullable: true, description: 'What it may hold; null when it is free.' })
  ammessi!: string[] | null;
}

@Richiede('caso:scrivi')
@ObjectType({ description: 'How a file of case files is made.' })
export class ModelloImportazione {
  @Field({ description: 'A CSV to start from, in base64: the headings and one invented person.' })
  contenuto!: string;

  @Field(() => [ColonnaImportazione], { description: 'The columns, in order.' })
  colonne!: ColonnaImportazione[];
}

@ObjectType({ description: 'The import that was made.' })
export class ImportazioneCasiPayload {
  @Field(() => ImportazioneCasi, { description: 'It.' })
  importazione!: ImportazioneCasi;
}
