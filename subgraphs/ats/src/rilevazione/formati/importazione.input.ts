import { InputVersionato } from '@trama/schema/scrittura';
import { IsBase64, IsUUID, MaxLength } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ViolazioneRegola } from '../compilazione.entity.js';
import { FormatoFile } from './formati.js';

registerEnumType(FormatoFile, {
  name: 'FormatoFile',
  description: 'Kind of a file.',
  valuesConfig: {
    CSV: { description: 'Text with semicolons, UTF-8, comma for decimals; `npm run verifica` reads it.' },
    XLSX: { description: 'Spreadsheet.' },
  },
});

/** In base64, within what a request may carry. */
const MASSIMO_CARATTERI = 60_000;
const TROPPO = {
  message: `contenuto può avere al più ${MASSIMO_CARATTERI} caratteri: togli dal file ciò che non serve`,
};
const NON_BASE64 = { message: 'contenuto deve essere il file in base64' };

@ObjectType({ description: 'A file to save.' })
export class FileModulo {
  @Field({ description: 'Name to save it under.' })
  nome!: string;

  @Field({ description: 'Media type.' })
  tipo!: string;

  @Field({ description: 'The file, in base64.' })
  contenuto!: string;
}

@ObjectType({ description: 'Something in a file that cannot be read, with the place that a spreadsheet shows.' })
export class ProblemaFile {
  @Field(() => Int, { description: 'Row, from 1.' })
  riga!: number;

  @Field({ description: 'Column, by its heading or its letters; empty when the whole row or file is meant.' })
  colonna!: string;

  @Field({ description: 'What is wrong and what to do, in Italian.' })
  messaggio!: string;
}

@ObjectType({ description: 'What a file would do to an answer.' })
export class EsitoImportazione {
  @Field(() => [ProblemaFile], { description: 'Why it cannot be imported; empty when it can.' })
  problemi!: ProblemaFile[];

  @Field(() => Int, { description: 'How many values it would write or change.' })
  cambiamenti!: number;

  @Field(() => [ViolazioneRegola], { description: 'What the rules would say of the answer afterwards.' })
  violazioni!: ViolazioneRegola[];
}

@ArgsType()
export class ImportazioneArgs {
  @Field(() => ID, { description: 'Which answer.' })
  @IsUUID(undefined, { message: 'compilazione deve essere l’id di una compilazione' })
  compilazione!: string;

  @Field(() => FormatoFile, { description: 'Kind of the file.' })
  formato!: FormatoFile;

  @Field({ description: 'The file, in base64.' })
  @IsBase64(undefined, NON_BASE64)
  @MaxLength(MASSIMO_CARATTERI, TROPPO)
  contenuto!: string;
}

@InputType({ description: 'A file to import, all of it or nothing.' })
export class ImportaCompilazioneInput extends InputVersionato {
  @Field(() => ID, { description: 'Which answer.' })
  @IsUUID(undefined, { message: 'compilazione deve essere l’id di una compilazione' })
  compilazione!: string;

  @Field(() => FormatoFile, { description: 'Kind of the file.' })
  formato!: FormatoFile;

  @Field({ description: 'The file, in base64.' })
  @IsBase64(undefined, NON_BASE64)
  @MaxLength(MASSIMO_CARATTERI, TROPPO)
  contenuto!: string;
}
