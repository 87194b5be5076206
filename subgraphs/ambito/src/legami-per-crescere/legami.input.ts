import { InputIdempotente } from '@trama/schema/scrittura';
import { IsInt, Max, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { LegamiPerCrescere } from './legami.entity.js';

const MASSIMO = 100_000;

/** A count of a year: whole, and of a size that somebody could have counted. */
function Conteggio(description: string): PropertyDecorator {
  return (target, name) => {
    Field(() => Int, { description })(target, name);
    IsInt({ message: `${String(name)} deve essere un numero intero` })(target, name);
    Min(0, { message: `${String(name)} non può essere negativo` })(target, name);
    Max(MASSIMO, { message: `${String(name)} può essere al più ${MASSIMO}` })(target, name);
  };
}

@InputType({ description: 'The counts of a year, all of them: a count that nobody made is 0.' })
export class ConteggiLegamiInput {
  @Conteggio('Professionals of the Terzo Settore, known in their community, who promote fostering there.')
  antenne!: number;

  @Conteggio('Families contacted.')
  famiglieContattate!: number;

  @Conteggio('Associations contacted.')
  associazioniContattate!: number;

  @Conteggio('Meetings to inform and to raise interest.')
  incontriInformativi!: number;

  @Conteggio('People at those meetings, once each time.')
  partecipantiInformativi!: number;

  @Conteggio('Training meetings, for who thinks of fostering or fosters already.')
  incontriFormativi!: number;

  @Conteggio('People at those meetings, once each time.')
  partecipantiFormativi!: number;

  @Conteggio('Groups that support available families, active in the year.')
  gruppiSostegno!: number;

  @Conteggio('People in those groups.')
  partecipantiGruppi!: number;

  @Conteggio('Meetings of the team with the antennas.')
  incontriAntenne!: number;

  @Conteggio('Meetings with the teams of child protection and of prevention.')
  incontriServizi!: number;

  @Conteggio('Minors whom the teams proposed for a project of support or fostering.')
  minoriCandidati!: number;

  @Conteggio('Projects for minors begun with resources of the territory.')
  progettiAttivati!: number;
}

@InputType({ description: 'What the caller’s ambito did in a year.' })
export class SalvaLegamiInput extends InputIdempotente {
  @Field(() => Int, { description: 'Year, from 2018 to this one.' })
  @IsInt({ message: 'anno deve essere un numero intero' })
  @Min(2018, { message: 'anno deve essere almeno 2018' })
  anno!: number;

  @Field(() => Int, {
    description:
      'The versione that the caller saw, 0 for a year that nobody wrote yet. When somebody wrote meanwhile the answer is CONFLITTO_VERSIONE.',
  })
  @Min(0, { message: 'versione deve essere almeno 0' })
  versione!: number;

  @Field(() => ConteggiLegamiInput, { description: 'The counts.' })
  @ValidateNested()
  conteggi!: ConteggiLegamiInput;
}

@ObjectType({ description: 'The year after the change.' })
export class LegamiPayload {
  @Field(() => LegamiPerCrescere, { description: 'The year.' })
  legami!: LegamiPerCrescere;
}
