import { conteggioPubblico, pubblicaConteggio, pubblicaTasso, type Pubblicato } from '@trama/disclosure/conteggio';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { Origine } from './origine.js';

@Directive('@shareable')
@ObjectType({ description: 'A count about people, under disclosure control.' })
export class Conteggio {
  @Field(() => Int, {
    nullable: true,
    description: 'Null when suppressed (`soppresso`), and null when nobody contributed it: never an invented zero.',
  })
  valore!: number | null;

  @Field({ description: 'True when the count exists and is too small to be told.' })
  soppresso!: boolean;
}

@Directive('@shareable')
@ObjectType({ description: 'A rate computed from published counts, and suppressed with them.' })
export class Tasso {
  @Field(() => Float, { nullable: true, description: 'Two decimals; null when suppressed or not computable.' })
  valore!: number | null;

  @Field({ description: 'True when a count behind it is suppressed.' })
  soppresso!: boolean;
}

/**
 * A count as it leaves its owner: what the Piano di Zona published stays exact, everything else is
 * suppressed under 5 and rounded to 5.
 */
export function conteggioDi(valore: number | null, origine: Origine): Conteggio {
  return { ...(origine === Origine.PIANO_DI_ZONA ? conteggioPubblico(valore) : pubblicaConteggio(valore)) };
}

/** The published count per thousand of a public population. */
export function tassoPerMille(conteggio: Pubblicato, popolazione: number | null): Tasso {
  return { ...pubblicaTasso(conteggio, popolazione, 1000) };
}
